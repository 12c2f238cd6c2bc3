using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>Methods by layers: how often the best trade-offs have them, and what they bring.</summary>
/// <param name="Layers">How many layers there are; the columns.</param>
/// <param name="Rows">A row of cells for each method, in ordinal order of the names.</param>
/// <param name="LargestEffect">The largest effect of a cell, for the colours; 0 when none is known.</param>
public sealed record PlacementMap(int Layers, ImmutableArray<(string Method, ImmutableArray<PlacementCell> Cells)> Rows, double LargestEffect)
{
    /// <summary>The map of a study's completed trials; baselines do not take part.</summary>
    internal static PlacementMap Of(StudyView view)
    {
        var trials = view.Study.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch()).ToArray();
        var layers = PlacementReader.LayersOf(trials.Select(trial => trial.Configuration));
        var placed = trials.Select(trial => PlacementReader.ModulesOf(trial.Configuration, layers).ToLookup(module => (module.Method, module.Layer))).ToArray();
        var methods = placed.SelectMany(lookup => lookup.Select(group => group.Key.Method)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var rows = methods.Select(method => (method, Enumerable.Range(0, layers)
            .Select(layer => Cell(view, trials, [.. placed.Select(lookup => Size(lookup[(method, layer)]))])).ToImmutableArray())).ToImmutableArray();

        return new(layers, rows, rows.SelectMany(row => row.Item2).Select(cell => Math.Abs(cell.Effect ?? 0)).DefaultIfEmpty(0).Max());
    }

    // 0 stands for a module without a size, not-a-number for none.
    private static double Size(IEnumerable<PlacedModule> modules) => modules.Select(module => module.Size ?? 0).DefaultIfEmpty(double.NaN).Max();

    private static PlacementCell Cell(StudyView view, Trial[] trials, double[] sizes)
    {
        var has = Enumerable.Range(0, trials.Length).ToLookup(i => !double.IsNaN(sizes[i]));
        var best = Enumerable.Range(0, trials.Length).Where(i => view.IsOnFront(trials[i])).ToArray();
        var chosen = best.Where(i => !double.IsNaN(sizes[i])).ToArray();
        var with = has[true].Select(i => trials[i].Values!.Value[0]).ToArray();
        var without = has[false].Select(i => trials[i].Values!.Value[0]).ToArray();
        var sign = view.Study.Header.Objectives[0].Direction == Direction.Maximize ? 1 : -1;

        return new(
            best.Length == 0 ? null : (double)chosen.Length / best.Length,
            (double)with.Length / trials.Length,
            with.Length == 0 || without.Length == 0 ? null : sign * (with.Average() - without.Average()),
            chosen.Length == 0 || chosen.All(i => sizes[i] == 0) ? null : chosen.Average(i => sizes[i]));
    }
}
