using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The ranks that a training found, as results of its trial: <c>rank.3.query</c>, <c>rank.total</c>.</summary>
internal static class FoundRanks
{
    /// <summary>One entry a module of rank above 0; empty when training found nothing that was not assigned.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Of(PeftConfig assigned, PeftConfig trained)
    {
        if (trained.Equals(assigned))
        {
            return [];
        }

        var ranks = trained.Placements
            .SelectMany(placement => placement.Method is LoraConfig lora ? lora.Targets.Select(kind => (placement.Layer, kind, lora.Rank)) : [])
            .Select(item => KeyValuePair.Create(
                FormattableString.Invariant($"rank.{item.Layer}.{ModuleKindNames.Of(item.kind)}"), (double)item.Rank))
            .ToArray();

        return ranks.Append(KeyValuePair.Create("rank.total", ranks.Sum(rank => rank.Value)));
    }
}
