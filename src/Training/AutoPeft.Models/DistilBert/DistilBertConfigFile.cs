using System.Text.Json;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Layers;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.DistilBert;

/// <summary>A DistilBERT's configuration in the words of its <c>config.json</c>.</summary>
internal static class DistilBertConfigFile
{
    /// <exception cref="InvalidInputException">Fields are missing or out of range; carries all faults.</exception>
    public static BertConfig Read(JsonElement json, string folder)
    {
        var reader = new ConfigReader(json, Path.Combine(folder, ModelFileNames.Config));
        var config = ReadSizes(reader) with
        {
            Activation = ActivationNames.Parse(reader.OneOf("activation", ActivationNames.Known)),
            HiddenDropout = reader.Number("dropout", 0, 1, 0.1f),
            AttentionDropout = reader.Number("attention_dropout", 0, 1, 0.1f),
            ClassifierDropout = reader.Number("seq_classif_dropout", 0, 1, 0.2f),
            InitializerRange = reader.Number("initializer_range", 0, 10, 0.02f),
            Dialect = DistilBertNames.Dialect,
        };
        SizeLimits.CheckHeads(reader, ("dim", config.HiddenSize), config.Heads);
        var rows = Math.Max(Math.Max(config.VocabularySize, config.MaximumLength), config.IntermediateSize);
        SizeLimits.CheckTable(reader, rows, config.HiddenSize);
        reader.ThrowIfAny();

        return config;
    }

    private static BertConfig ReadSizes(ConfigReader reader) => new()
    {
        VocabularySize = reader.Integer("vocab_size", 1, SizeLimits.Vocabulary),
        HiddenSize = reader.Integer("dim", 1, SizeLimits.Width),
        Layers = reader.Integer("n_layers", 1, SizeLimits.Layers),
        Heads = reader.Integer("n_heads", 1, SizeLimits.Width),
        IntermediateSize = reader.Integer("hidden_dim", 1, SizeLimits.Width),
        MaximumLength = reader.Integer("max_position_embeddings", 1, SizeLimits.Vocabulary),
        Segments = 0,
        PaddingId = reader.Integer("pad_token_id", 0, SizeLimits.Vocabulary, fallback: 0),
    };
}
