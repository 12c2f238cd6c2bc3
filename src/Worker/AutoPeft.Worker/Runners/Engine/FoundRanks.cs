using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The ranks that a training found, as results of its trial: <c>rank.3.query</c>, <c>rank.total</c>.</summary>
internal static class FoundRanks
{
    /// <summary>The rank of every module whose rank was to be found, 0 where none was needed, and their sum; empty when there are none.</summary>
    /// <param name="assigned">What training began with.</param>
    /// <param name="trained">What it left.</param>
    public static IEnumerable<KeyValuePair<string, double>> Of(PeftConfig assigned, PeftConfig trained)
    {
        if (trained.Equals(assigned))
        {
            return [];
        }

        var found = Targets(trained, method => method is LoraConfig).ToLookup(item => item.Place, item => item.Rank);
        var ranks = Targets(assigned, method => method is RankedConfig or LoraConfig { Initialization: LoraInitialization.Eva })
            .Select(item => item.Place)
            .Distinct()
            .Select(place => KeyValuePair.Create(
                FormattableString.Invariant($"rank.{place.Layer}.{ModuleKindNames.Of(place.Kind)}"), (double)found[place].Sum()))
            .ToArray();

        return ranks.Length == 0 ? [] : ranks.Append(KeyValuePair.Create("rank.total", ranks.Sum(rank => rank.Value)));
    }

    private static IEnumerable<((int Layer, ModuleKind Kind) Place, int Rank)> Targets(PeftConfig config, Predicate<MethodConfig> isMeant) =>
        from placement in config.Placements
        where isMeant(placement.Method)
        let method = (LowRankConfig)placement.Method
        from kind in method.Targets
        select ((placement.Layer, kind), method.Rank);
}
