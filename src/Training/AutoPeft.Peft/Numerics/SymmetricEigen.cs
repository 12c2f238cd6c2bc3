namespace AutoPeft.Peft.Numerics;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations.</summary>
internal static class SymmetricEigen
{
    private const int Sweeps = 60;

    /// <summary>The eigenvalues, largest first, and their vectors as rows. The matrix is overwritten.</summary>
    public static (double[] Values, DenseMatrix Vectors) Of(DenseMatrix matrix)
    {
        var n = matrix.Rows;
        var vectors = new DenseMatrix(n, n);
        for (var i = 0; i < n; i++)
        {
            vectors[i, i] = 1;
        }

        for (var sweep = 0; sweep < Sweeps && !IsDiagonal(matrix); sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        return Sorted(matrix, vectors);
    }

    private static bool IsDiagonal(DenseMatrix matrix)
    {
        var (diagonal, rest) = (0.0, 0.0);
        for (var i = 0; i < matrix.Rows; i++)
        {
            diagonal += matrix[i, i] * matrix[i, i];
            rest += DenseMatrix.Dot(matrix.Row(i), matrix.Row(i)) - (matrix[i, i] * matrix[i, i]);
        }

        return rest <= 1e-28 * diagonal;
    }

    // The rotation that makes element (p, q) zero.
    private static void Rotate(DenseMatrix matrix, DenseMatrix vectors, int p, int q)
    {
        if (matrix[p, q] == 0)
        {
            return;
        }

        var theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var i = 0; i < matrix.Rows; i++)
        {
            (matrix[i, p], matrix[i, q]) = Turn(matrix[i, p], matrix[i, q], cosine, sine);
        }

        for (var i = 0; i < matrix.Rows; i++)
        {
            (matrix[p, i], matrix[q, i]) = Turn(matrix[p, i], matrix[q, i], cosine, sine);
            (vectors[p, i], vectors[q, i]) = Turn(vectors[p, i], vectors[q, i], cosine, sine);
        }
    }

    private static (double P, double Q) Turn(double p, double q, double cosine, double sine) =>
        ((cosine * p) - (sine * q), (sine * p) + (cosine * q));

    private static (double[] Values, DenseMatrix Vectors) Sorted(DenseMatrix matrix, DenseMatrix vectors)
    {
        var order = Enumerable.Range(0, matrix.Rows).OrderByDescending(i => matrix[i, i]).ThenBy(i => i).ToArray();
        var sorted = new DenseMatrix(vectors.Rows, vectors.Columns);
        for (var i = 0; i < order.Length; i++)
        {
            vectors.Row(order[i]).CopyTo(sorted.Row(i));
        }

        return ([.. order.Select(i => matrix[i, i])], sorted);
    }
}
