using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Trials.Binding;

/// <summary>The numbers that only training can give and that may be objectives.</summary>
public static class MeasuredMetrics
{
    private static readonly ImmutableSortedDictionary<string, (Direction Direction, string Unit)> ByName =
        new Dictionary<string, (Direction, string)>
        {
            ["accuracy"] = (Direction.Maximize, string.Empty),
            ["f1"] = (Direction.Maximize, string.Empty),
            ["f1_macro"] = (Direction.Maximize, string.Empty),
            ["matthews"] = (Direction.Maximize, string.Empty),
            ["loss"] = (Direction.Minimize, "nats"),
            ["training_seconds"] = (Direction.Minimize, "seconds"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>All names in ordinal order.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Which values are better and what they are counted in; null when there is no such metric.</summary>
    public static (Direction Direction, string Unit)? Find(string name) =>
        ByName.TryGetValue(name, out var metric) ? metric : null;
}
