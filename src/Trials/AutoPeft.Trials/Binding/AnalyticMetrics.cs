using System.Collections.Immutable;
using AutoPeft.Peft.Costs;

namespace AutoPeft.Trials.Binding;

/// <summary>The numbers that follow from a configuration alone, by the names that study files use.</summary>
public static class AnalyticMetrics
{
    private static readonly ImmutableSortedDictionary<string, (string Unit, Func<CostReport, double> Of)> ByName =
        new Dictionary<string, (string, Func<CostReport, double>)>
        {
            ["trainable_parameters"] = ("parameters", cost => cost.TrainableParameters),
            ["counted_parameters"] = ("parameters", cost => cost.CountedParameters),
            ["saved_parameters"] = ("parameters", cost => cost.SavedParameters),
            ["checkpoint_bytes"] = ("bytes", cost => cost.CheckpointBytes),
            ["training_flops_per_token"] = ("operations", cost => cost.TrainingFlopsPerToken),
            ["peak_memory_bytes"] = ("bytes", cost => cost.PeakMemoryBytes),
            ["inference_overhead_fraction"] = (string.Empty, cost => cost.InferenceOverheadFraction),
            ["trainable_fraction"] = (string.Empty, cost => cost.TrainableFraction),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>All names in ordinal order.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>What the number is counted in; null when there is no analytic metric of this name.</summary>
    public static string? UnitOf(string name) => ByName.TryGetValue(name, out var metric) ? metric.Unit : null;

    /// <summary>The number.</summary>
    /// <exception cref="KeyNotFoundException">There is no analytic metric of this name.</exception>
    public static double Of(string name, CostReport cost) => ByName[name].Of(cost);

    /// <summary>All numbers of a cost report.</summary>
    public static IEnumerable<KeyValuePair<string, double>> All(CostReport cost) =>
        ByName.Select(metric => KeyValuePair.Create(metric.Key, metric.Value.Of(cost)));
}
