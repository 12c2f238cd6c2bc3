using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Trials.Definition;

/// <summary>What is learned from the texts.</summary>
public sealed record TaskDefinition
{
    /// <summary>The task's name as the file has it, e.g. <c>classification</c>, or <c>mrpc</c> of GLUE.</summary>
    public string Name { get; init; } = "classification";

    /// <summary>What kind of answer is learned. Default: a class.</summary>
    public TaskKind Kind { get; init; } = TaskKind.Classification;

    /// <summary>The metrics that a GLUE task is officially measured by, whose mean is the metric <c>glue</c>; empty for other tasks.</summary>
    public ImmutableArray<string> OfficialMetrics { get; init; } = [];

    /// <summary>Whether rare classes count as much as frequent ones in the training loss. Default false.</summary>
    public bool IsBalanced { get; init; }

    /// <summary>How much a row of each class counts in the training loss, in the order of the labels; empty, the default, for 1 each.</summary>
    public ImmutableArray<double> ClassWeights { get; init; } = [];

    /// <summary>What decides a result, as text; null for the default.</summary>
    internal string? Fingerprint => Kind == TaskKind.Classification && !IsBalanced && ClassWeights.IsEmpty && OfficialMetrics.IsEmpty
        ? null
        : FormattableString.Invariant($"{Name}, balanced: {IsBalanced}, weights: {string.Join(' ', ClassWeights)}");
}
