using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>Changes to how a study is carried out. What is null stays as it was.</summary>
public sealed record StudyEdit
{
    /// <summary>No change.</summary>
    public static StudyEdit None { get; } = new();

    /// <summary>How many trials may be tried in all; at least 1.</summary>
    public int? Trials { get; init; }

    /// <summary>How long it may be worked on in all.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many trials may be open at the same time; at least 1.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Which study's trials workers take first: those of the larger number. 0 when nothing was said.</summary>
    public int? Priority { get; init; }

    /// <summary>How many trials workers may hold at the same time; no limit when nothing was said.</summary>
    public int? RunningLimit { get; init; }

    /// <summary>These changes and then others.</summary>
    public StudyEdit Then(StudyEdit later) => new()
    {
        Trials = later.Trials ?? Trials,
        Time = later.Time ?? Time,
        Concurrency = later.Concurrency ?? Concurrency,
        Priority = later.Priority ?? Priority,
        RunningLimit = later.RunningLimit ?? RunningLimit,
    };

    /// <summary>The definition with these changes.</summary>
    public ControlDefinition ApplyTo(ControlDefinition control) => control with
    {
        Budget = control.Budget with { Trials = Trials ?? control.Budget.Trials, Time = Time ?? control.Budget.Time },
        Concurrency = Concurrency ?? control.Concurrency,
    };
}
