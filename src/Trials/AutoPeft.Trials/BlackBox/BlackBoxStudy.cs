using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.BlackBox;

/// <summary>A study whose trials somebody else evaluates: a program, or whoever asks and tells.</summary>
/// <param name="Plan">What proposing its trials needs.</param>
/// <param name="Header">What a store keeps of it.</param>
public sealed record BlackBoxStudy(StudyPlan Plan, StudyHeader Header)
{
    /// <summary>The program and its arguments; empty for a study that is only asked and told.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>How long one evaluation may take; null without a limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What may be tried.</summary>
    public SearchSpace Space => Plan.Snapshot.Space;

    /// <summary>What is optimised. At least one.</summary>
    public ImmutableArray<Objective> Objectives => Plan.Snapshot.Objectives;

    /// <summary>The first difference from another definition that makes results incomparable, as a sentence part; null when there is none.</summary>
    public string? DifferenceFrom(BlackBoxStudy other) => BlackBoxFingerprint.Of(this).Difference(BlackBoxFingerprint.Of(other));
}
