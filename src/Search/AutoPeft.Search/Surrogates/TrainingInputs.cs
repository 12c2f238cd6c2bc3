namespace AutoPeft.Search.Surrogates;

/// <summary>The inputs of a Gaussian process, laid out for its inner loops and shared by all objectives.</summary>
internal sealed class TrainingInputs
{
    private readonly double[][] _columns;
    private readonly Lazy<double[][]> _squares;

    /// <summary>The inputs of these points.</summary>
    /// <param name="points">[n][dimensions], each in [0, 1].</param>
    public TrainingInputs(IReadOnlyList<double[]> points)
    {
        Count = points.Count;
        Dimensions = points[0].Length;
        _columns = [.. Enumerable.Range(0, Dimensions).Select(k => points.Select(point => point[k]).ToArray())];
        _squares = new(() => Array.ConvertAll(_columns, PairSquares));
    }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>The number of dimensions.</summary>
    public int Dimensions { get; }

    /// <summary>The number of pairs of different points.</summary>
    public int Pairs => Count * (Count - 1) / 2;

    /// <summary>Coordinate <paramref name="dimension"/> of all points: [n].</summary>
    public ReadOnlySpan<double> Column(int dimension) => _columns[dimension];

    /// <summary>The squared differences of one coordinate: [pairs], the pairs (i, j) with j &lt; i in rows of i.</summary>
    public ReadOnlySpan<double> Squares(int dimension) => _squares.Value[dimension];

    private static double[] PairSquares(double[] column)
    {
        var squares = new double[column.Length * (column.Length - 1) / 2];
        var pair = 0;
        for (var i = 0; i < column.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var difference = column[i] - column[j];
                squares[pair++] = difference * difference;
            }
        }

        return squares;
    }
}
