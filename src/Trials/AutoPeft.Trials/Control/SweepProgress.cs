using System.Collections.Immutable;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>How far a study is that is being carried out. Immutable.</summary>
public sealed record SweepProgress
{
    /// <summary>The study with all its trials.</summary>
    public required StudyRecord Study { get; init; }

    /// <summary>What just happened; null when only a running trial came along.</summary>
    public StudyEvent? Latest { get; init; }

    /// <summary>The best trade-offs so far.</summary>
    public required StudyFront Front { get; init; }

    /// <summary>Whether the front is another than the last time.</summary>
    public bool FrontChanged { get; init; }

    /// <summary>For each trial that is being trained, by number, the part that is done, in [0, 1].</summary>
    public required ImmutableDictionary<int, double> Fractions { get; init; }

    /// <summary>How many trials have ended, baselines not counted.</summary>
    public required int Done { get; init; }

    /// <summary>How many trials there will be, baselines not counted; null without a limit.</summary>
    public int? Total { get; init; }

    /// <summary>How long the study has been worked on in all.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long it will still take, judged by the trials ended since it was last taken up; null before the first.</summary>
    public TimeSpan? Remaining { get; init; }
}
