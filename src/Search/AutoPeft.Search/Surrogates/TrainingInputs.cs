using System.Collections.Immutable;

namespace AutoPeft.Search.Surrogates;

/// <summary>The inputs of a Gaussian process, laid out for its inner loops and shared by all objectives.</summary>
internal sealed class TrainingInputs
{
    private readonly double[][] _columns; // [coordinates][n]
    private readonly Lazy<double[][]> _squares;
    private readonly Lazy<double[][]> _products;

    /// <summary>The inputs of these points.</summary>
    /// <param name="points">[n][coordinates], the dimensions each in [0, 1].</param>
    /// <param name="growing">The groups of dimensions along which variances grow.</param>
    /// <param name="dimensions">How many of the coordinates the kernel compares; null, the default: all.</param>
    public TrainingInputs(IReadOnlyList<double[]> points, ImmutableArray<ImmutableArray<int>> growing = default, int? dimensions = null)
    {
        Growing = growing.IsDefault ? [] : growing;
        Points = points;
        Count = points.Count;
        Dimensions = dimensions ?? points[0].Length;
        _columns = [.. Enumerable.Range(0, points[0].Length).Select(k => points.Select(point => point[k]).ToArray())];
        _squares = new(() => Array.ConvertAll(_columns[..Dimensions], column => OfPairs(column, (one, other) => (one - other) * (one - other))));
        _products = new(() => Array.ConvertAll(_columns[..Dimensions], column => OfPairs(column, (one, other) => one * other)));
    }

    private TrainingInputs(TrainingInputs other, ImmutableArray<int> trends, ImmutableArray<ImmutableArray<int>> growing)
    {
        (Points, Growing, Count, Dimensions, Trends) = (other.Points, growing, other.Count, other.Dimensions, trends);
        (_columns, _squares, _products) = (other._columns, other._squares, other._products);
    }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>The number of dimensions: the coordinates that the kernel compares.</summary>
    public int Dimensions { get; }

    /// <summary>Coordinates that the mean follows in proportion.</summary>
    public ImmutableArray<int> Trends { get; } = [];

    /// <summary>The groups of dimensions along which variances grow.</summary>
    public ImmutableArray<ImmutableArray<int>> Growing { get; }

    /// <summary>The number of pairs of different points.</summary>
    public int Pairs => Count * (Count - 1) / 2;

    /// <summary>The same points with other trends.</summary>
    public TrainingInputs WithTrends(ImmutableArray<int> trends) => new(this, trends, Growing);

    /// <summary>The same points with the same variance everywhere.</summary>
    public TrainingInputs WithoutGrowth() => new(this, Trends, []);

    /// <summary>Coordinate <paramref name="dimension"/> of all points: [n].</summary>
    public ReadOnlySpan<double> Column(int dimension) => _columns[dimension];

    /// <summary>The points: [n][coordinates].</summary>
    public IReadOnlyList<double[]> Points { get; }

    /// <summary>The squared differences of one coordinate: [pairs], the pairs (i, j) with j &lt; i in rows of i.</summary>
    public ReadOnlySpan<double> Squares(int dimension) => _squares.Value[dimension];

    /// <summary>The products of one coordinate: [pairs], in the same order.</summary>
    public ReadOnlySpan<double> Products(int dimension) => _products.Value[dimension];

    private static double[] OfPairs(double[] column, Func<double, double, double> combine)
    {
        var combined = new double[column.Length * (column.Length - 1) / 2];
        var pair = 0;
        for (var i = 0; i < column.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                combined[pair++] = combine(column[i], column[j]);
            }
        }

        return combined;
    }
}
