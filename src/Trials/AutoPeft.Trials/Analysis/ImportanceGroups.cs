using System.Collections.Immutable;
using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Binding.Sections;

namespace AutoPeft.Trials.Analysis;

/// <summary>Adds up importances of parameters that belong together, by the names that study files give them.</summary>
/// <param name="Layers">By layer or group of layers: <c>layer.3</c> and <c>lora.rank.3</c> belong to layer 3.</param>
/// <param name="Modules">By setting of a method: <c>lora.rank.0</c> to <c>lora.rank.11</c> are <c>lora.rank</c>.</param>
/// <param name="Methods">
/// By method; switches of layers are <c>layer</c>, the choice of the method is <c>method</c> and settings of the training are <c>training</c>.
/// </param>
public sealed record ImportanceGroups(
    ImmutableArray<KeyValuePair<string, double>> Layers,
    ImmutableArray<KeyValuePair<string, double>> Modules,
    ImmutableArray<KeyValuePair<string, double>> Methods)
{
    private const string Switch = "layer";
    private const string Training = "training";

    /// <summary>The groups of some importances, each list by falling share.</summary>
    public static ImportanceGroups Of(IReadOnlyList<ParameterImportance> importances) => new(
        Sum(importances, path => path.Length > 1 && char.IsAsciiDigit(path[^1].FirstOrDefault()) ? path[^1] : null),
        Sum(importances, path => path.Length > 1 && path[0] != Switch ? $"{path[0]}.{path[1]}" : null),
        Sum(importances, path => path.Length > 1 || path[0] == MethodChoice.Parameter ? path[0] : Training));

    private static ImmutableArray<KeyValuePair<string, double>> Sum(
        IReadOnlyList<ParameterImportance> importances, Func<string[], string?> groupOf) =>
    [
        .. importances.GroupBy(importance => groupOf(importance.Parameter.Split('.')))
            .Where(group => group.Key is not null)
            .Select(group => KeyValuePair.Create(group.Key!, group.Sum(importance => importance.Share)))
            .OrderByDescending(group => group.Value),
    ];
}
