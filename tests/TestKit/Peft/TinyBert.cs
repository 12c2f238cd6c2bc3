using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;

namespace AutoPeft.TestKit.Peft;

/// <summary>
/// A frozen BERT that is small enough for gradient checks and wild enough that every module makes a difference.
/// </summary>
public static class TinyBert
{
    /// <summary>Three layers of width 8 with two heads; the weights depend on nothing but this code.</summary>
    public static ITransformer Load(ITensorEngine engine)
    {
        using var folder = new TemporaryFolder();
        Save(engine, folder.Path);

        return TransformerLoader.Load(engine, folder.Path, trainable: false);
    }

    /// <summary>Writes the same model as a Hugging Face folder.</summary>
    public static void Save(ITensorEngine engine, string folder)
    {
        using var model = BertModel.Create(engine, Config, RandomKey.FromSeed(7));
        model.Save(folder, [], ElementType.F32);
    }

    /// <summary>Two sequences, the second one padded.</summary>
    public static TokenBatch Batch { get; } = new([3, 7, 1, 9, 4, 2, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [4, 2]);

    private static BertConfig Config { get; } = new()
    {
        VocabularySize = 12,
        HiddenSize = 8,
        Layers = 3,
        Heads = 2,
        IntermediateSize = 12,
        MaximumLength = 8,
        HiddenDropout = 0,
        InitializerRange = 0.4f,
    };
}
