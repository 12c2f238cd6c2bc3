using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>What a study file says before anything is kept or started.</summary>
/// <param name="Name">The study's name; null when the file cannot be used.</param>
/// <param name="Faults">Everything that is wrong; empty when it can.</param>
public sealed record StudyCheck(string? Name, ImmutableArray<Fault> Faults)
{
    /// <summary>How many parameters the space has.</summary>
    public int Parameters { get; init; }

    /// <summary>How many configurations there are, rules not regarded, in digits; null when they cannot be counted.</summary>
    public string? Points { get; init; }

    /// <summary>How many of them break no rule and no budget, in digits; null when they cannot be counted.</summary>
    public string? Valid { get; init; }

    /// <summary>The part of the configurations that rules and budgets leave out, in [0, 1]; null when it is not known.</summary>
    public double? LeftOut { get; init; }

    /// <summary>For each cost that follows from a configuration alone: the least, the middle and the largest of the valid ones.</summary>
    public ImmutableArray<CostRange> Costs { get; init; } = [];

    /// <summary>How long it would take; null when nothing like it was carried out here.</summary>
    public TimeEstimate? Time { get; init; }

    /// <summary>After how many trials it ends; null for no limit.</summary>
    public int? Trials { get; init; }
}
