using System.Numerics;

namespace AutoPeft.Peft.Numerics;

/// <summary>A small dense matrix in double precision, row-major, for the decompositions that modules start from.</summary>
/// <param name="rows">How many rows.</param>
/// <param name="columns">How many columns.</param>
internal sealed class DenseMatrix(int rows, int columns)
{
    private readonly double[] _values = new double[rows * columns];

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public double this[int row, int column]
    {
        get => _values[(row * Columns) + column];
        set => _values[(row * Columns) + column] = value;
    }

    public static DenseMatrix Of(ReadOnlySpan<float> values, int rows, int columns)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (var i = 0; i < values.Length; i++)
        {
            matrix._values[i] = values[i];
        }

        return matrix;
    }

    public Span<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    public void ScaleRow(int row, double factor)
    {
        foreach (ref var value in Row(row))
        {
            value *= factor;
        }
    }

    public DenseMatrix Transposed()
    {
        var result = new DenseMatrix(Columns, Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                result[j, i] = this[i, j];
            }
        }

        return result;
    }

    /// <summary>This matrix times the transpose of another one: both are read along their rows.</summary>
    public DenseMatrix TimesTransposed(DenseMatrix other)
    {
        var result = new DenseMatrix(Rows, other.Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < other.Rows; j++)
            {
                result[i, j] = Dot(Row(i), other.Row(j));
            }
        }

        return result;
    }

    public float[] ToFloats() => [.. _values.Select(value => (float)value)];

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lanes = Vector<double>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            lanes += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        }

        var sum = Vector.Sum(lanes);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
