using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Pretraining;

/// <summary>What a pre-training tells while it works. All on the calling thread; all may stay null.</summary>
internal sealed record BackboneProgress
{
    /// <summary>Told when a stage begins.</summary>
    public Action<BackboneStage>? Stage { get; init; }

    /// <summary>Told every few steps of the training.</summary>
    public Action<PretrainingProgress>? Training { get; init; }
}
