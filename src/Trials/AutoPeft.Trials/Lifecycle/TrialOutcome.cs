using System.Collections.Immutable;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>What a runner says of a trial that it was given. Every way a trial normally ends is a value, not an exception.</summary>
public sealed record TrialOutcome
{
    private TrialOutcome(TrialState state, string reason)
    {
        State = state;
        Reason = reason;
    }

    /// <summary>One of <see cref="TrialState.Completed"/>, <see cref="TrialState.Pruned"/>, <see cref="TrialState.Infeasible"/> and <see cref="TrialState.Failed"/>.</summary>
    public TrialState State { get; }

    /// <summary>Why, for the person reading. Empty for a completed trial.</summary>
    public string Reason { get; }

    /// <summary>Why a trial is infeasible; null for all others.</summary>
    public InfeasibleCause? Cause { get; private init; }

    /// <summary>Whether trying again may help. Only failures are tried again, and only a bounded number of times.</summary>
    public bool MayRetry { get; private init; }

    /// <summary>Final numbers by name, objectives and others, such as <c>accuracy</c>, <c>loss</c>, <c>test_accuracy</c>.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The trial was trained and measured.</summary>
    public static TrialOutcome Completed(IEnumerable<KeyValuePair<string, double>> metrics) =>
        new(TrialState.Completed, string.Empty) { Metrics = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal) };

    /// <summary>The trial was stopped because the reporter said so.</summary>
    public static TrialOutcome Pruned(string reason) => new(TrialState.Pruned, reason);

    /// <summary>The trial cannot be trained, and trying again would not help.</summary>
    public static TrialOutcome Infeasible(InfeasibleCause cause, string reason) =>
        new(TrialState.Infeasible, reason) { Cause = cause };

    /// <summary>Something else went wrong.</summary>
    /// <param name="reason">What, for the person reading.</param>
    /// <param name="mayRetry">Whether trying again may help.</param>
    public static TrialOutcome Failed(string reason, bool mayRetry = true) =>
        new(TrialState.Failed, reason) { MayRetry = mayRetry };
}
