using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>A configuration that is being or was evaluated, as it is at one moment. Immutable.</summary>
public sealed record Trial
{
    /// <summary>The number in its study, from 0, in the order of queueing.</summary>
    public required int Number { get; init; }

    /// <summary>The point of the search space, in canonical form.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>Who wanted it.</summary>
    public TrialOrigin Origin { get; init; }

    /// <summary>What people call it, e.g. <c>head only, learning rate 0.001</c>; empty for most.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Which repetition of the configuration this is, from 0; repetitions differ in their seed.</summary>
    public int Replicate { get; init; }

    /// <summary>The seed that every attempt trains with.</summary>
    public required long Seed { get; init; }

    /// <summary>How many bytes of memory it is expected to need on its worker; null when nobody knows.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Where it is in its life.</summary>
    public TrialState State { get; init; }

    /// <summary>Why it is there, for the person reading; empty when the state says it all.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Why it is infeasible; null for all other states.</summary>
    public InfeasibleCause? Cause { get; init; }

    /// <summary>One value for each objective of the study, in its order and the user's direction; null unless completed.</summary>
    public ImmutableArray<double>? Values { get; init; }

    /// <summary>Final numbers by name, objectives and others; empty until it ends.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>What was measured on the way, in the order of reporting, of all attempts.</summary>
    public ImmutableList<Measurement> Measurements { get; init; } = [];

    /// <summary>What its worker, or the controller while it waits, wants people to know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The tries of workers, first to last.</summary>
    public ImmutableArray<Attempt> Attempts { get; init; } = [];

    /// <summary>When it was queued for the first time.</summary>
    public required DateTimeOffset Queued { get; init; }

    /// <summary>When the latest attempt started to train; null when none did.</summary>
    public DateTimeOffset? Started => Attempts.IsEmpty ? null : Attempts[^1].Started;

    /// <summary>When it reached a final state; null before.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How long the latest attempt trained; null unless it is over.</summary>
    public TimeSpan? Duration => Finished - Started;
}
