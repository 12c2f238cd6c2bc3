using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Asking;

/// <summary>What a remote trainer says while it trains; saying nothing is a sign of life, too.</summary>
public sealed record TrainerReport
{
    /// <summary>The training step that the measurements belong to, from 1. Default 0: there are none.</summary>
    public int Step { get; init; }

    /// <summary>What was measured after the step, by name. Default: nothing.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>A checkpoint that is durable where the next trainer finds it; null without one.</summary>
    public CheckpointReference? Checkpoint { get; init; }

    /// <summary>Something that people should know; null for nothing.</summary>
    public string? Warning { get; init; }
}
