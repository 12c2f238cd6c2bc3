using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Numerics;

/// <summary>The largest singular values of a matrix with their vectors, by randomised subspace iteration.</summary>
/// <remarks>
/// Halko, Martinsson and Tropp, "Finding Structure with Randomness", SIAM Review 2011, Algorithms 4.4 and 5.1. In double
/// precision; deterministic: the random start comes from a key, and each pair's sign makes the largest element of u positive.
/// </remarks>
/// <param name="Left">u as rows, [r, m].</param>
/// <param name="Values">The singular values, largest first.</param>
/// <param name="Right">v as rows, [r, n].</param>
internal sealed record TruncatedSvd(DenseMatrix Left, double[] Values, DenseMatrix Right)
{
    private const int Oversampling = 8;
    private const int Iterations = 16;

    /// <summary>The decomposition.</summary>
    /// <param name="matrix">[m, n].</param>
    /// <param name="rank">r, at most min(m, n).</param>
    /// <param name="key">Where the start comes from.</param>
    public static TruncatedSvd Of(DenseMatrix matrix, int rank, RandomKey key)
    {
        var width = Math.Min(rank + Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        var transposed = matrix.Transposed();
        var right = Random(width, matrix.Columns, key);
        var left = Image(right, matrix);
        for (var i = 0; i < Iterations; i++)
        {
            left = Image(Image(left, transposed), matrix);
        }

        var projected = left.TimesTransposed(transposed); // [w, n]
        var (squares, vectors) = SymmetricEigen.Of(projected.TimesTransposed(projected));

        return Assemble(vectors, squares, (left, projected), rank);
    }

    // The rows, each sent through the matrix, orthonormal again.
    private static DenseMatrix Image(DenseMatrix rows, DenseMatrix matrix)
    {
        var image = rows.TimesTransposed(matrix);
        Orthonormal.Rows(image);

        return image;
    }

    private static TruncatedSvd Assemble(
        DenseMatrix vectors, double[] squares, (DenseMatrix Left, DenseMatrix Projected) basis, int rank)
    {
        var left = vectors.TimesTransposed(basis.Left.Transposed());
        var right = vectors.TimesTransposed(basis.Projected.Transposed());
        var values = squares.Take(rank).Select(square => Math.Sqrt(Math.Max(0, square))).ToArray();
        var (u, v) = (new DenseMatrix(rank, left.Columns), new DenseMatrix(rank, right.Columns));
        for (var i = 0; i < rank; i++)
        {
            var sign = Sign(left.Row(i));
            for (var j = 0; j < u.Columns; j++)
            {
                u[i, j] = sign * left[i, j];
            }

            for (var j = 0; j < v.Columns; j++)
            {
                v[i, j] = values[i] > 0 ? sign * right[i, j] / values[i] : 0;
            }
        }

        return new(u, values, v);
    }

    private static int Sign(ReadOnlySpan<double> row)
    {
        var largest = 0;
        for (var i = 1; i < row.Length; i++)
        {
            largest = Math.Abs(row[i]) > Math.Abs(row[largest]) ? i : largest;
        }

        return row[largest] < 0 ? -1 : 1;
    }

    private static DenseMatrix Random(int rows, int columns, RandomKey key)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (var i = 0; i < rows * columns; i++)
        {
            matrix[i / columns, i % columns] = key.Normal(i);
        }

        return matrix;
    }
}
