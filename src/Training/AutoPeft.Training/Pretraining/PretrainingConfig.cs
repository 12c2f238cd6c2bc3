using System.Globalization;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Pretraining;

/// <summary>How a model is pre-trained by masked language modelling.</summary>
public sealed record PretrainingConfig
{
    /// <summary>
    /// Optimiser steps of the whole training; the learning rate reaches 0 at the last. At least 1; default 8,000.
    /// </summary>
    public int Steps { get; init; } = 8000;

    /// <summary>Tokens of a batch, padding included. At least <see cref="MaximumLength"/>; default 2,048.</summary>
    public int TokensPerBatch { get; init; } = 2048;

    /// <summary>The longest sequence in tokens, special ones included. At least 3; default 64.</summary>
    public int MaximumLength { get; init; } = 64;

    /// <summary>The share of tokens to predict, in (0, 1). Default 0.15.</summary>
    public double MaskedShare { get; init; } = 0.15;

    /// <summary>
    /// The learning rate after the warm-up, positive. Default 0.001, high because the model is small.
    /// </summary>
    public double PeakLearningRate { get; init; } = 1e-3;

    /// <summary>The share of the steps in which the learning rate rises, in [0, 1). Default 0.05.</summary>
    public double WarmupShare { get; init; } = 0.05;

    /// <summary>Decoupled decay of the matrices, not negative. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// Whether the model's dropout is on. Default false: a model too small for its corpus does not overfit it.
    /// </summary>
    public bool UsesDropout { get; init; }

    /// <summary>Held-out sequences the loss is measured on, at most. At least 1; default 512.</summary>
    public int HeldOutSequences { get; init; } = 512;

    /// <summary>Where initial weights, order and masks come from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Everything that is wrong with these settings; empty when they may be used.</summary>
    public IEnumerable<Fault> Faults()
    {
        (bool IsValid, string Name, double Value, string Allowed)[] rules =
        [
            (Steps >= 1, "steps", Steps, "at least 1"),
            (MaximumLength >= 3, "maximum_length", MaximumLength, "at least 3"),
            (TokensPerBatch >= MaximumLength, "tokens_per_batch", TokensPerBatch, "at least maximum_length"),
            (MaskedShare is > 0 and < 1, "masked_share", MaskedShare, "above 0 and below 1"),
            (PeakLearningRate > 0, "learning_rate", PeakLearningRate, "positive"),
            (WarmupShare is >= 0 and < 1, "warmup_share", WarmupShare, "at least 0 and below 1"),
            (WeightDecay >= 0, "weight_decay", WeightDecay, "at least 0"),
            (HeldOutSequences >= 1, "held_out_sequences", HeldOutSequences, "at least 1"),
        ];

        return rules.Where(rule => !rule.IsValid).Select(rule => new Fault(
            new FaultPlace(rule.Name),
            string.Create(CultureInfo.InvariantCulture, $"It is {rule.Value}."),
            $"Give a value that is {rule.Allowed}."));
    }
}
