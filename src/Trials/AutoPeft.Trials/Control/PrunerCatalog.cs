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

        var settings = new PrunerSettings { Least = pruner.Least, Reduction = pruner.Reduction, Comparison = pruner.Comparison, Full = epochs };
        return pruner.Name switch
        {
            PrunerNames.Asha => new AsynchronousHalvingPruner(settings),
            PrunerNames.SuccessiveHalving => new SuccessiveHalvingPruner(settings),
            PrunerNames.Hyperband => new HyperbandPruner(settings),
            PrunerNames.Median => new MedianPruner(settings),
            _ => throw new ArgumentException($"There is no pruner '{pruner.Name}'.", nameof(pruner)),
        };
    }
}
