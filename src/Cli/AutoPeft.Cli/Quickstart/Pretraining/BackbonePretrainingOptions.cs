using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>How the quickstart's model is made. The defaults are those the shipped one was made with.</summary>
internal sealed record BackbonePretrainingOptions
{
    /// <summary>The folder the finished model is written to; created if it is not there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The folder the checkpoint is kept in; created if it is not there.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The most tokens of the vocabulary. At least 100; default 8,000.</summary>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>Transformer layers. Default 4.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>The hidden size; a multiple of 32, the size of a head. Default 128.</summary>
    public int HiddenSize { get; init; } = 128;

    /// <summary>How it is trained.</summary>
    public PretrainingConfig Training { get; init; } = new();

    /// <summary>When to pause and to report.</summary>
    public PretrainingLimits Limits { get; init; } = new();

    /// <summary>Threads that compute, at least 1. Default 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
