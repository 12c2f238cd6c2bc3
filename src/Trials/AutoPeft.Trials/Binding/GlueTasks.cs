using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>The tasks of GLUE with the metrics that its leaderboard measures them by.</summary>
/// <remarks>
/// Wang et al., "GLUE", ICLR 2019, Table 1. A task with two metrics counts with their mean; MNLI's matched and mismatched halves are two data files.
/// </remarks>
public static class GlueTasks
{
    /// <summary>The tasks in the order of the paper's table.</summary>
    public static ImmutableArray<TaskDefinition> All { get; } =
    [
        Of("cola", "matthews"), Of("sst-2", "accuracy"), Of("mrpc", "accuracy", "f1"),
        Of("sts-b", "pearson", "spearman") with { Kind = TaskKind.Regression },
        Of("qqp", "accuracy", "f1"), Of("mnli", "accuracy"), Of("qnli", "accuracy"), Of("rte", "accuracy"), Of("wnli", "accuracy"),
    ];

    private static TaskDefinition Of(string name, params ImmutableArray<string> metrics) =>
        new() { Name = name, OfficialMetrics = metrics };
}
