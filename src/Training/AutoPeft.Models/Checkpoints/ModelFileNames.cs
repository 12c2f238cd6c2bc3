namespace AutoPeft.Models.Checkpoints;

/// <summary>The files of a Hugging Face model folder that are read and written.</summary>
internal static class ModelFileNames
{
    public const string Config = "config.json";
    public const string Weights = "model.safetensors";
    public const string PytorchWeights = "pytorch_model.bin";
    public const string PytorchIndex = "pytorch_model.bin.index.json";
    public const string WeightIndex = "model.safetensors.index.json";
    public const string Vocabulary = "vocab.txt";
    public const string Tokenizer = "tokenizer.json";
    public const string BytePairVocabulary = "vocab.json";
    public const string Merges = "merges.txt";
    public const string TokenizerConfig = "tokenizer_config.json";
}
