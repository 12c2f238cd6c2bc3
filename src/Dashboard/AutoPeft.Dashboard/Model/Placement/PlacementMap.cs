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
    /// <param name="view">The study.</param>
    /// <param name="objective">The number of the objective whose mean is compared.</param>
    internal static PlacementMap Of(StudyView view, int objective = 0)
    {
        var tallies = new SortedDictionary<string, PlacementTally[]>(StringComparer.Ordinal);
        var all = new PlacementTally();
        foreach (var trial in view.Study.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch()))
        {
            var (value, isBest) = (trial.Values!.Value[objective], view.IsOnFront(trial));
            all.Add(value, isBest, size: 0);
            foreach (var place in PlacementReader.ModulesOf(trial.Configuration, view.Layers).GroupBy(module => (module.Method, module.Layer)))
            {
                if (!tallies.TryGetValue(place.Key.Method, out var row))
                {
                    tallies[place.Key.Method] = row = [.. Enumerable.Range(0, view.Layers).Select(_ => new PlacementTally())];
                }

                row[place.Key.Layer].Add(value, isBest, place.Max(module => module.Size ?? 0));
            }
        }

        var sign = view.Study.Header.Objectives[objective].Direction == Direction.Maximize ? 1 : -1;
        var rows = tallies.Select(row => (row.Key, row.Value.Select(tally => tally.Within(all, sign)).ToImmutableArray())).ToImmutableArray();

        return new(view.Layers, rows, rows.SelectMany(row => row.Item2).Select(cell => Math.Abs(cell.Effect ?? 0)).DefaultIfEmpty(0).Max());
    }
}
