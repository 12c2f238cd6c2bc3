namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>Adds up the trials that have a method in a layer, so that very many are gone through once.</summary>
internal sealed class PlacementTally
{
    private int _trials;
    private double _values;
    private int _best;
    private double _bestSizes;

    /// <summary>Counts a trial.</summary>
    /// <param name="value">What it reached.</param>
    /// <param name="isBest">Whether it is on the front.</param>
    /// <param name="size">The module's size; 0 for none.</param>
    public void Add(double value, bool isBest, double size)
    {
        _trials++;
        _values += value;
        _best += isBest ? 1 : 0;
        _bestSizes += isBest ? size : 0;
    }

    /// <summary>The cell of these trials.</summary>
    /// <param name="all">All trials, these among them.</param>
    /// <param name="sign">1 when larger values are better, else -1.</param>
    public PlacementCell Within(PlacementTally all, int sign)
    {
        var without = all._trials - _trials;

        return new(
            all._best == 0 ? null : (double)_best / all._best,
            (double)_trials / all._trials,
            without == 0 ? null : sign * ((_values / _trials) - ((all._values - _values) / without)),
            _bestSizes == 0 ? null : _bestSizes / _best);
    }
}
