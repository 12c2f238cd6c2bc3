using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Numerics;

/// <summary>The part of a matrix that belongs to its smallest singular values: the sum of <c>left ⊗ right</c> over r pairs of rows.</summary>
/// <remarks>
/// Inverse subspace iteration (Golub and Van Loan, "Matrix Computations", 4th ed., Sec. 8.2.4) on the product of the matrix with its transpose, over the
/// smaller side. Values below a millionth of the others count as equal.
/// </remarks>
/// <param name="Left">[r, m]; orthogonal rows, of the length of the singular value where the matrix is at least as high as it is wide.</param>
/// <param name="Right">[r, n]; likewise.</param>
internal sealed record MinorPart(DenseMatrix Left, DenseMatrix Right)
{
    private const int Oversampling = 8;
    private const int Iterations = 24;

    /// <summary>The part.</summary>
    /// <param name="matrix">[m, n].</param>
    /// <param name="rank">r, at most min(m, n).</param>
    /// <param name="key">Where the start comes from.</param>
    public static MinorPart Of(DenseMatrix matrix, int rank, RandomKey key)
    {
        if (matrix.Rows < matrix.Columns)
        {
            var turned = Of(matrix.Transposed(), rank, key);

            return new(turned.Right, turned.Left);
        }

        var transposed = matrix.Transposed();
        var directions = Smallest(transposed.TimesTransposed(transposed), rank, key);

        return new(directions.TimesTransposed(matrix), directions);
    }

    // The eigenvectors of the smallest eigenvalues, as rows.
    private static DenseMatrix Smallest(DenseMatrix square, int rank, RandomKey key)
    {
        var factor = new Cholesky(Shifted(square));
        var width = Math.Min(rank + Oversampling, square.Rows);
        var rows = new DenseMatrix(width, square.Rows);
        for (var i = 0; i < width * square.Rows; i++)
        {
            rows[i / square.Rows, i % square.Rows] = key.Normal(i);
        }

        for (var i = 0; i < Iterations; i++)
        {
            for (var row = 0; row < width; row++)
            {
                factor.Solve(rows.Row(row));
            }

            Orthonormal.Rows(rows);
        }

        return Last(SymmetricEigen.Of(rows.TimesTransposed(square).TimesTransposed(rows)).Vectors, rank).TimesTransposed(rows.Transposed());
    }

    // Singular matrices have no factor: a shift that is lost beside the other values.
    private static DenseMatrix Shifted(DenseMatrix square)
    {
        var shifted = square.Transposed();
        var mean = Enumerable.Range(0, square.Rows).Average(i => square[i, i]);
        for (var i = 0; i < square.Rows; i++)
        {
            shifted[i, i] += (1e-12 * mean) + double.Epsilon;
        }

        return shifted;
    }

    private static DenseMatrix Last(DenseMatrix rows, int count)
    {
        var result = new DenseMatrix(count, rows.Columns);
        for (var i = 0; i < count; i++)
        {
            rows.Row(rows.Rows - count + i).CopyTo(result.Row(i));
        }

        return result;
    }
}
