using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Asking;

/// <summary>How much whoever carries out a trial is told to train, beside the configuration, so that its pruner can judge it.</summary>
/// <param name="Pruner">What judges by it.</param>
/// <param name="Amount">How much.</param>
/// <param name="Step">Under which step the program of a black box is recorded with it.</param>
public sealed record ToldFidelity(PrunerDefinition Pruner, Fidelity Amount, int Step)
{
    /// <summary>What is counted, and how it is called where it is told: <c>epochs</c>, <c>steps</c> or <c>share</c>.</summary>
    public string Unit => FidelityFields.NameOf(Pruner.Unit);

    /// <summary>The amount as it is told: a share lies in (0, 1].</summary>
    public double Number => IsShare(Pruner) ? Amount.Share : Amount.Amount;

    /// <summary>Those of a trial, lowest first and the whole training, where it is known, last.</summary>
    /// <returns>None when nothing judges, or what trains is measured after each epoch anyway.</returns>
    public static ImmutableArray<ToldFidelity> Of(PrunerDefinition? pruner, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);

        if (pruner is null or { Unit: FidelityUnit.Epochs, TellsAs: null })
        {
            return [];
        }

        ImmutableArray<Fidelity> whole = pruner.Most is { } most ? [new(most)] : IsShare(pruner) ? [Fidelity.AllData] : [];
        var rungs = trial.Origin.IsSearch() ? PrunerCatalog.RungsOf(pruner, trial.Number) : [];

        return [.. rungs.Concat(whole).Select((amount, index) => new ToldFidelity(pruner, amount, IsShare(pruner) ? index + 1 : amount.Amount))];
    }

    /// <summary>What a program reads: the configuration with one value more.</summary>
    public string Tell(string configuration)
    {
        var told = JsonNode.Parse(configuration)!.AsObject();
        told[Unit] = IsShare(Pruner) ? JsonValue.Create(Amount.Share) : JsonValue.Create(Amount.Amount);

        return told.ToJsonString();
    }

    /// <summary>What is recorded of the numbers that the program printed.</summary>
    public ImmutableSortedDictionary<string, double> Record(ImmutableSortedDictionary<string, double> printed)
    {
        ArgumentNullException.ThrowIfNull(printed);

        return IsShare(Pruner) ? printed.SetItem(MeasuredMetrics.DataShare, Amount.Share) : printed;
    }

    /// <summary>What an earlier attempt recorded of it; empty when none came so far.</summary>
    public ImmutableSortedDictionary<string, double> RecordedBy(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);

        return trial.Measurements
            .Where(measurement => measurement.Step == Step).GroupBy(measurement => measurement.Metric, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
    }

    private static bool IsShare(PrunerDefinition pruner) => pruner.Unit == FidelityUnit.Share;
}
