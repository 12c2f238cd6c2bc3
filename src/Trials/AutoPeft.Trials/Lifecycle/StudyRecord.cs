using System.Collections.Immutable;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>A study and its whole history, as they are at one moment. Immutable.</summary>
/// <param name="Header">What was defined.</param>
/// <param name="Trials">All trials; a trial's number is its index.</param>
public sealed record StudyRecord(StudyHeader Header, ImmutableArray<Trial> Trials)
{
    /// <summary>Whether it proposes trials.</summary>
    public StudyStatus Status { get; init; }

    /// <summary>Why it has that status, for the person reading.</summary>
    public string StatusReason { get; init; } = string.Empty;

    /// <summary>What was changed since it was defined.</summary>
    public StudyEdit Edits { get; init; } = StudyEdit.None;

    /// <summary>The number of the last event it was computed from.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When anything happened last.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>How long controllers have worked on it, interruptions not counted.</summary>
    public TimeSpan ActiveTime { get; init; }

    /// <summary>How many trials are in a state.</summary>
    public int Count(TrialState state) => Trials.Count(trial => trial.State == state);
}
