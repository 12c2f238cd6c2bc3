using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;

namespace AutoPeft.TestKit.Training;

/// <summary>A BERT with random weights that trains in milliseconds.</summary>
public static class SmallBert
{
    /// <summary>Three layers of 16, two heads, a vocabulary of 60, at most 24 tokens.</summary>
    public static BertConfig Config { get; } = new()
    {
        VocabularySize = 60,
        HiddenSize = 16,
        Layers = 3,
        Heads = 2,
        IntermediateSize = 32,
        MaximumLength = 24,
        InitializerRange = 0.2f, // much more than usual: random features of a small model must differ to be of use
    };

    /// <summary>A model whose weights are constants, as trials share it; equal for equal engines.</summary>
    public static ITransformer Frozen(ITensorEngine engine) => Load(engine, trainable: false);

    /// <summary>The same model with trainable weights.</summary>
    public static ITransformer Trainable(ITensorEngine engine) => Load(engine, trainable: true);

    /// <summary>Writes the model into a folder as Hugging Face does.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="dropout">The share of hidden elements that training drops.</param>
    public static void Save(string folder, float dropout = 0.1f)
    {
        using var engine = new ManagedEngine();
        using var model = BertModel.Create(engine, Config with { HiddenDropout = dropout }, RandomKey.FromSeed(7));
        model.Save(folder, [], ElementType.F32);
    }

    private static ITransformer Load(ITensorEngine engine, bool trainable)
    {
        using var folder = new TemporaryFolder();
        Save(folder.Path);

        return TransformerLoader.Load(engine, folder.Path, trainable);
    }
}
