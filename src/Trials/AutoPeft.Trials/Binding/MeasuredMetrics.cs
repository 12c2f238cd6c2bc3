using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>The numbers that only training can give and that may be objectives.</summary>
public static class MeasuredMetrics
{
    /// <summary>The metric of a GLUE task: the mean of those that it is officially measured by.</summary>
    public const string Glue = "glue";

    /// <summary>With which share of the training data something was measured on the way; no objective.</summary>
    public const string DataShare = "data_share";

    private static readonly ImmutableArray<TaskKind> Labelled = [TaskKind.Classification, TaskKind.TokenClassification];

    private static readonly ImmutableSortedDictionary<string, (Direction Direction, string Unit)> ByName =
        new Dictionary<string, (Direction, string)>
        {
            ["accuracy"] = (Direction.Maximize, string.Empty),
            ["f1"] = (Direction.Maximize, string.Empty),
            ["f1_macro"] = (Direction.Maximize, string.Empty),
            ["matthews"] = (Direction.Maximize, string.Empty),
            ["entity_f1"] = (Direction.Maximize, string.Empty),
            ["pearson"] = (Direction.Maximize, string.Empty),
            ["spearman"] = (Direction.Maximize, string.Empty),
            ["perplexity"] = (Direction.Minimize, string.Empty),
            [Glue] = (Direction.Maximize, string.Empty),
            ["loss"] = (Direction.Minimize, "nats"),
            ["training_seconds"] = (Direction.Minimize, "seconds"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>All names in ordinal order.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Whether trainings of a task measure this; true for names that are no metric of a task.</summary>
    public static bool Fits(string name, TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);

        return name switch
        {
            "accuracy" or "f1" or "f1_macro" or "matthews" => Labelled.Contains(task.Kind),
            "entity_f1" => task.Kind == TaskKind.TokenClassification,
            "pearson" or "spearman" => task.Kind == TaskKind.Regression,
            "perplexity" => task.Kind == TaskKind.LanguageModelling,
            Glue => !task.OfficialMetrics.IsEmpty,
            _ => true,
        };
    }

    /// <summary>Which values are better and what they are counted in; null when there is no such metric.</summary>
    public static (Direction Direction, string Unit)? Find(string name) =>
        ByName.TryGetValue(name, out var metric) ? metric : null;
}
