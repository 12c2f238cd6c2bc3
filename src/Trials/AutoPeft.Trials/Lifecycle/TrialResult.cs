using System.Collections.Immutable;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>How a trial ended, as it is recorded: once, and for good.</summary>
/// <param name="State">A final state.</param>
/// <param name="Reason">Why, for the person reading; empty for a completed trial.</param>
public sealed record TrialResult(TrialState State, string Reason)
{
    /// <summary>Why it is infeasible; null for all other states.</summary>
    public InfeasibleCause? Cause { get; init; }

    /// <summary>One value for each objective of the study, in its order and the user's direction; null unless completed.</summary>
    public ImmutableArray<double>? Values { get; init; }

    /// <summary>Final numbers by name, objectives and others.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
