using AutoPeft.Search.Space;

namespace AutoPeft.Search.Analysis;

/// <summary>How the values of one parameter are distributed over cells: its levels, or parts of its range, and "inactive".</summary>
internal sealed class ValueHistogram
{
    private const int MostCells = 20;

    private readonly int?[] _cells; // [trials]; null: inactive
    private readonly int _count; // cells, the inactive one not counted
    private readonly double[][] _kernels; // [cell][cell]: where a value of a cell counts
    private readonly double[] _all; // [cells + 1]: the density of all trials, the inactive cell last

    public ValueHistogram(ParameterDomain domain, IEnumerable<ParameterValue?> values)
    {
        var hasLevels = domain.LevelCount <= MostCells || domain is CategoricalDomain;
        _count = hasLevels ? domain.LevelCount!.Value : MostCells;
        _cells = [.. values.Select(value => value is { } present
            ? hasLevels ? ((DiscreteDomain)domain).LevelOf(present) : Math.Min(_count - 1, (int)(domain.ToUnit(present) * _count))
            : (int?)null)];
        _kernels = KernelsOf(isOrdered: domain is not CategoricalDomain);
        _all = DensityOf(Enumerable.Range(0, _cells.Length).ToArray(), prior: null);
    }

    /// <summary>Pearson's divergence of some trials from all: Σ p (q/p − 1)².</summary>
    public double Divergence(ReadOnlySpan<int> trials)
    {
        var some = DensityOf(trials, _all);

        return _all.Zip(some, (p, q) => p > 0 ? (q - p) * (q - p) / p : 0).Sum();
    }

    /// <summary>The density over cells; the prior counts like one trial, so few trials do not look more extreme than they are.</summary>
    private double[] DensityOf(ReadOnlySpan<int> trials, double[]? prior)
    {
        var density = new double[_count + 1];
        foreach (var trial in trials)
        {
            Add(density, _cells[trial]);
        }

        var uniform = 1.0 / _count;
        for (var cell = 0; cell < density.Length; cell++)
        {
            density[cell] = (density[cell] + (prior?[cell] ?? (cell < _count ? uniform : 0))) / (trials.Length + 1);
        }

        return density;
    }

    private void Add(double[] density, int? cell)
    {
        if (cell is not { } active)
        {
            density[_count]++;
            return;
        }

        for (var other = 0; other < _count; other++)
        {
            density[other] += _kernels[active][other];
        }
    }

    // Scott's rule, from the spread of all trials: both densities are smoothed alike.
    private double[][] KernelsOf(bool isOrdered)
    {
        var places = _cells.OfType<int>().Select(cell => (cell + 0.5) / _count).ToArray();
        var mean = places.DefaultIfEmpty(0.5).Average();
        var spread = Math.Sqrt(places.Select(place => (place - mean) * (place - mean)).DefaultIfEmpty(0).Average());
        var width = 1.06 * spread * Math.Pow(Math.Max(1, places.Length), -0.2);

        return [.. Enumerable.Range(0, _count).Select(center =>
        {
            var weights = Enumerable.Range(0, _count).Select(cell => cell == center ? 1
                : isOrdered && width > 0 ? Math.Exp(-0.5 * Math.Pow((cell - center) / (width * _count), 2)) : 0).ToArray();
            var total = weights.Sum();
            return Array.ConvertAll(weights, weight => weight / total);
        })];
    }
}
