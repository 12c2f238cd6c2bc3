using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>What the configurations of a space cost: from the cheapest to the dearest, and in the middle.</summary>
internal sealed class CostRanges
{
    private const int Samples = 200;
    private const int MostSteps = 60;

    private readonly SearchSpace _space;
    private readonly Func<Configuration, ImmutableDictionary<string, double>> _costs;
    private readonly Dictionary<Configuration, ImmutableDictionary<string, double>> _known = [];
    private readonly RandomKey _key = RandomKey.FromSeed(0).For("costs");

    private CostRanges(AskedStudy study)
    {
        _space = study.Plan.Snapshot.Space;
        var oracles = study.Plan.Snapshot.Oracles;
        _costs = study.Bound is { } bound
            ? bound.Binding.CostsOf
            : configuration => oracles.ToImmutableDictionary(oracle => oracle.Key, oracle => oracle.Value(configuration));
        Sample = [.. Enumerable.Range(0, Samples).Select(i => _space.Sample(_key.For(i))).OfType<Configuration>()];
    }

    private ImmutableArray<Configuration> Sample { get; }

    /// <summary>The range of every cost that follows from a configuration alone; empty where nothing follows or nothing is valid.</summary>
    /// <remarks>The ends are climbed to from the best of 200 random configurations, one change at a time, so they are exact where costs grow with sizes.</remarks>
    public static ImmutableArray<CostRange> Of(AskedStudy study)
    {
        var ranges = new CostRanges(study);

        return ranges.Sample.IsEmpty ? [] : [.. ranges.Of(ranges.Sample[0]).Keys.Order(StringComparer.Ordinal).Select(ranges.RangeOf)];
    }

    private CostRange RangeOf(string name)
    {
        var values = Sample.Select(configuration => Of(configuration)[name]).Order().ToArray();

        return new(name, Climb(name, -1), values[values.Length / 2], Climb(name, 1));
    }

    private double Climb(string name, int direction)
    {
        var at = Sample.MaxBy(configuration => direction * Of(configuration)[name])!;
        for (var step = 0; step < MostSteps; step++)
        {
            var next = _space.Neighbours(at, _key.For("neighbours")).Where(_space.IsValid).MaxBy(configuration => direction * Of(configuration)[name]);
            if (next is null || direction * Of(next)[name] <= direction * Of(at)[name])
            {
                break;
            }

            at = next;
        }

        return Of(at)[name];
    }

    private ImmutableDictionary<string, double> Of(Configuration configuration) =>
        _known.TryGetValue(configuration, out var known) ? known : _known[configuration] = _costs(configuration);
}
