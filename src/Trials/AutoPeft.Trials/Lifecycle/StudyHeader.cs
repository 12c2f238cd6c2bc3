using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>What a store keeps of a study's definition: enough to read its history without loading model or data.</summary>
/// <param name="Name">The name, unique in its store.</param>
/// <param name="Objectives">What is optimised, in the order of every trial's values.</param>
/// <param name="Definition">The study file as it was written.</param>
/// <param name="Folder">The folder that relative paths of the definition start from.</param>
/// <param name="SpaceHash">Identifies what the search may try: a study is continued only with the same space.</param>
/// <param name="Seed">Where all random choices come from.</param>
public sealed record StudyHeader(
    string Name, ImmutableArray<Objective> Objectives, string Definition, string Folder, string SpaceHash, long Seed)
{
    /// <summary>The queue of workers that may not be chosen: every worker serves it.</summary>
    public const string AnyQueue = "any";

    /// <summary>The queue whose workers take its trials, e.g. <c>gpu</c>. Default: every worker does.</summary>
    public string Queue { get; init; } = AnyQueue;

    /// <summary>Who created it: a user or key of the dashboard, or who ran the command; empty where nobody said.</summary>
    public string Owner { get; init; } = string.Empty;
}
