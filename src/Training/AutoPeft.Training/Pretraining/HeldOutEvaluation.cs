using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Training.Pretraining;

/// <summary>Measures a model on a fixed sample of held-out sequences with fixed masks.</summary>
/// <param name="data">The corpus.</param>
/// <param name="masking">How tokens are hidden.</param>
/// <param name="key">Where the sample and the masks come from.</param>
internal sealed class HeldOutEvaluation(PretrainingData data, TokenMasking masking, RandomKey key)
{
    private readonly MaskedBatches _batches = new(data.HeldOut, masking, data.Vocabulary.PaddingId);

    /// <summary>The loss and accuracy of the model as it is now; zero tokens when nothing is held out.</summary>
    public HeldOutLoss Measure(MaskedLanguageTraining training)
    {
        var (config, sequences) = (training.Config, data.HeldOut);
        var sample = key.For("sample").Permutation(sequences.Length).Take(config.HeldOutSequences).ToArray();
        var plan = new BatchPlan([.. sample.Select(sequence => sequences[sequence].Length)], config.TokensPerBatch);
        var parts = plan.Epoch(key.For("order"))
            .Select(batch => Measure(training, [.. batch.Select(index => sample[index])]))
            .ToArray();
        var tokens = parts.Sum(part => part.Tokens);

        return tokens == 0
            ? new(0, 0, 0)
            : new(
                parts.Sum(part => part.Loss * part.Tokens) / tokens,
                (double)parts.Sum(part => part.Right) / tokens,
                tokens);
    }

    private (double Loss, int Right, int Tokens) Measure(MaskedLanguageTraining training, int[] sample)
    {
        using var scope = training.Engine.StepScope();
        using var frozen = training.Engine.NoGradient();
        var batch = _batches.Make(sample, key.For("mask"));
        var hidden = training.Model.Encode(batch.Tokens, ForwardContext.Evaluation);
        var logits = training.Head.Logits(hidden, batch.Positions.AsSpan()); // [N, V]
        var right = CountRight(logits.ToArray(), batch.Targets, logits.Shape.Last);

        return (logits.CrossEntropy(batch.Targets.AsSpan()).Item(), right, batch.Targets.Length);
    }

    private static int CountRight(float[] logits, ImmutableArray<int> targets, int vocabulary)
    {
        var right = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            right += IndexOfMaximum(logits.AsSpan(row * vocabulary, vocabulary)) == targets[row] ? 1 : 0;
        }

        return right;
    }

    private static int IndexOfMaximum(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
