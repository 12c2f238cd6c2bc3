using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>How much the program of a black box is told to train, beside the configuration.</summary>
/// <param name="Pruner">What judges by it.</param>
/// <param name="Amount">How much.</param>
/// <param name="Step">Under which step it is recorded.</param>
internal sealed record ToldFidelity(PrunerDefinition Pruner, Fidelity Amount, int Step)
{
    /// <summary>Those of a trial, the whole training last; empty when the program is told nothing.</summary>
    public static ImmutableArray<ToldFidelity> Of(PrunerDefinition? pruner, Trial trial)
    {
        if (pruner?.TellsAs is null)
        {
            return [];
        }

        var whole = pruner.Most is { } most ? new Fidelity(most) : Fidelity.AllData;
        var rungs = trial.Origin.IsSearch() ? PrunerCatalog.RungsOf(pruner, trial.Number) : [];

        return [.. rungs.Append(whole).Select((amount, index) => new ToldFidelity(pruner, amount, IsShare(pruner) ? index + 1 : amount.Amount))];
    }

    /// <summary>What the program reads: the configuration with one value more.</summary>
    public string Tell(string configuration)
    {
        var told = JsonNode.Parse(configuration)!.AsObject();
        told[Pruner.TellsAs!] = IsShare(Pruner) ? JsonValue.Create(Amount.Share) : JsonValue.Create(Amount.Amount);

        return told.ToJsonString();
    }

    /// <summary>What is recorded of the numbers that the program printed.</summary>
    public ImmutableSortedDictionary<string, double> Record(ImmutableSortedDictionary<string, double> printed) =>
        IsShare(Pruner) ? printed.SetItem(MeasuredMetrics.DataShare, Amount.Share) : printed;

    /// <summary>What an earlier attempt recorded of it; empty when none came so far.</summary>
    public ImmutableSortedDictionary<string, double> RecordedBy(Trial trial) => trial.Measurements
        .Where(measurement => measurement.Step == Step).GroupBy(measurement => measurement.Metric, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    private static bool IsShare(PrunerDefinition pruner) => pruner.Unit == FidelityUnit.Share;
}
