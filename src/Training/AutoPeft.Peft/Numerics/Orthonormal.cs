namespace AutoPeft.Peft.Numerics;

/// <summary>Makes the rows of a matrix orthonormal (modified Gram–Schmidt, twice, which is enough for full precision).</summary>
internal static class Orthonormal
{
    /// <summary>In place. A row that the earlier ones span becomes zero.</summary>
    public static void Rows(DenseMatrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            var row = matrix.Row(i);
            var before = Math.Sqrt(DenseMatrix.Dot(row, row));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++)
                {
                    Subtract(row, matrix.Row(j), DenseMatrix.Dot(row, matrix.Row(j)));
                }
            }

            var norm = Math.Sqrt(DenseMatrix.Dot(row, row));
            Scale(row, norm > 1e-12 * before ? 1 / norm : 0);
        }
    }

    private static void Subtract(Span<double> row, ReadOnlySpan<double> other, double factor)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] -= factor * other[i];
        }
    }

    private static void Scale(Span<double> row, double factor)
    {
        foreach (ref var value in row)
        {
            value = factor == 0 ? 0 : value * factor;
        }
    }
}
