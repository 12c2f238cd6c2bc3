using System.Collections.Immutable;
using AutoPeft.Models.Bert;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

/// <summary>A pre-training that takes milliseconds: the tokens of a sequence are all the same.</summary>
internal static class TinyPretraining
{
    public static PretrainingVocabulary Vocabulary { get; } = new(25, 0, 2, 3, 4, 5);

    public static PretrainingConfig Config { get; } = new()
    {
        Steps = 40,
        TokensPerBatch = 128,
        MaximumLength = 12,
        PeakLearningRate = 0.01,
        UsesDropout = true,
        HeldOutSequences = 16,
        Seed = 7,
    };

    public static PretrainingData Data { get; } = new(Sequences(0, 60), Sequences(1, 30), Vocabulary);

    public static MaskedLanguageTraining Start(ITensorEngine engine, PretrainingConfig? config = null)
    {
        var model = new BertConfig
        {
            VocabularySize = Vocabulary.Size,
            HiddenSize = 16,
            Layers = 2,
            Heads = 2,
            IntermediateSize = 32,
            MaximumLength = 16,
        };

        return new(engine, model, config ?? Config, Data);
    }

    public static float[] WeightsOf(MaskedLanguageTraining training) =>
        [.. training.Parameters.SelectMany(parameter => parameter.Tensor.ToArray())];

    private static ImmutableArray<ImmutableArray<int>> Sequences(int split, int count)
    {
        var key = RandomKey.FromSeed(split);

        return
        [
            .. Enumerable.Range(0, count).Select(i => ImmutableArray.Create(
                [2, .. Enumerable.Repeat(5 + key.Below(i, 20), 3 + key.For("n").Below(i, 8)), 3])),
        ];
    }
}
