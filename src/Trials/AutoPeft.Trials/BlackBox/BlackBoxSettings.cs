using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Trials.BlackBox;

/// <summary>What is said beside the file of a black-box study; everything that is given takes the place of what the file says.</summary>
public sealed record BlackBoxSettings
{
    /// <summary>The study's name; null leaves it to the file.</summary>
    public string? Name { get; init; }

    /// <summary>What is optimised; empty leaves it to the file.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [];

    /// <summary>The program and its arguments; empty leaves it to the file.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The time limit of an evaluation as people write it, e.g. <c>90s</c>; null leaves it to the file.</summary>
    public string? TimeLimit { get; init; }

    /// <summary>The sampler's name; null leaves it to the file.</summary>
    public string? Sampler { get; init; }

    /// <summary>After how many trials the study ends; null leaves it to the file.</summary>
    public int? Trials { get; init; }

    /// <summary>After how much time the study ends, as people write it; null leaves it to the file.</summary>
    public string? Time { get; init; }

    /// <summary>The seed; null leaves it to the file.</summary>
    public long? Seed { get; init; }

    /// <summary>How many evaluations go on at the same time; null leaves it to the file.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The folder in which the program runs when it is given here. Full path; null: the folder of the file.</summary>
    public string? Folder { get; init; }
}
