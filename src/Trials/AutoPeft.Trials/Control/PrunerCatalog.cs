using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Control;

/// <summary>Makes the pruners that study files name.</summary>
public static class PrunerCatalog
{
    /// <summary>The pruner for a trial.</summary>
    /// <param name="pruner">Which one.</param>
    /// <param name="epochs">The epochs of the trial's whole training.</param>
    /// <exception cref="ArgumentException">There is none of this name; study files are checked for that when they are read.</exception>
    public static IPruner Create(PrunerDefinition pruner, int epochs)
    {
        ArgumentNullException.ThrowIfNull(pruner);

        var settings = new PrunerSettings
        {
            Unit = pruner.Unit,
            Least = pruner.Least,
            Reduction = pruner.Reduction,
            Comparison = pruner.Comparison,
            Full = FullOf(pruner, epochs),
        };
        return pruner.Name switch
        {
            PrunerNames.Asha => new AsynchronousHalvingPruner(settings),
            PrunerNames.SuccessiveHalving => new SuccessiveHalvingPruner(settings),
            PrunerNames.Hyperband => new HyperbandPruner(settings),
            PrunerNames.Median => new MedianPruner(settings),
            _ => throw new ArgumentException($"There is no pruner '{pruner.Name}'.", nameof(pruner)),
        };
    }

    /// <summary>The rungs at which a trial is to be measured, where it is not measured anyway: none where epochs are counted.</summary>
    /// <param name="pruner">What judges it; null for nobody.</param>
    /// <param name="trial">The trial's number.</param>
    public static ImmutableArray<Fidelity> RungsOf(PrunerDefinition? pruner, int trial) => pruner is null or { Unit: FidelityUnit.Epochs, TellsAs: null }
        ? []
        : [.. Create(pruner, int.MaxValue).RungsOf(trial).Select(rung => rung.Fidelity)];

    private static int FullOf(PrunerDefinition pruner, int epochs) => pruner switch
    {
        { Most: { } most } => most,
        { Unit: FidelityUnit.Share } => Fidelity.AllData.Amount,
        { Unit: FidelityUnit.Steps } => int.MaxValue,
        _ => epochs,
    };
}
