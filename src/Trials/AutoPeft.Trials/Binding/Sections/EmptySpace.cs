using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Finds spaces whose rules leave nothing to try, before anything is queued.</summary>
internal static class EmptySpace
{
    private const int Draws = 2048;

    public static void Report(SearchSpace space, YamlMap section, PeftBinding binding, ImmutableArray<Constraint> constraints)
    {
        var key = RandomKey.FromSeed(0).For("empty space");
        if (space.Sample(key) is not null)
        {
            return;
        }

        var free = new SearchSpace(space.Domains, space.Rules with { Rules = [.. space.Rules.Rules.Take(space.Rules.Rules.Length - constraints.Length)] });
        var costs = Enumerable.Range(0, Draws).Select(draw => free.Sample(key.For(draw)))
            .TakeWhile(drawn => drawn is not null).OfType<Configuration>() // One failure says that there is nothing to draw.
            .Distinct().Select(binding.CostOf).ToArray();
        var place = section.Node("constraints") is { } node ? section.Source.PlaceOf(node) : section.Place;
        var hints = constraints.Where(constraint => !costs.Any(cost => constraint.IsMetBy(AnalyticMetrics.Of(constraint.Metric, cost))))
            .Select(constraint => Hint(constraint, [.. costs.Select(cost => AnalyticMetrics.Of(constraint.Metric, cost))]));
        section.Faults.Add(
            place,
            costs.Length == 0 ? "The space is empty: no configuration keeps the rules." : $"No configuration that keeps all constraints was found. {string.Join(' ', hints)}".TrimEnd(),
            costs.Length == 0 ? "Relax 'forbid' or 'require_any'." : "Relax a constraint, or add smaller sizes or fewer layers.");
    }

    private static string Hint(Constraint constraint, double[] values) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{constraint}' is met by none; the {(constraint.IsUpper ? "smallest" : "largest")} found is {(constraint.IsUpper ? values.Min() : values.Max()):G6}.");
}
