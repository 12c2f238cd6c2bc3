using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>Everything that a fold knows after some events, so that it can go on without reading them again.</summary>
/// <param name="Header">What was defined.</param>
/// <param name="Trials">All trials; a trial's number is its index.</param>
internal sealed record FoldState(StudyHeader Header, IReadOnlyList<Trial> Trials)
{
    public StudyStatus Status { get; init; }

    public string StatusReason { get; init; } = string.Empty;

    public StudyEdit Edits { get; init; } = StudyEdit.None;

    public long Sequence { get; init; }

    public long LastToken { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Changed { get; init; }

    public DateTimeOffset RunningSince { get; init; }

    public TimeSpan ActiveTime { get; init; }
}
