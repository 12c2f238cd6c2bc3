namespace AutoPeft.Peft.Numerics;

/// <summary>The first steps of Gaussian elimination with partial pivoting: <c>W ≈ Pᵀ L D U</c>, exact with as many steps as the smaller side.</summary>
/// <remarks>Golub and Van Loan, "Matrix Computations", 4th ed., Algorithm 3.4.1; D is divided out of U, so that L and U have ones on their diagonals.</remarks>
/// <param name="Lower">The columns of Pᵀ L as rows, [r, m].</param>
/// <param name="Diagonal">D, [r].</param>
/// <param name="Upper">The rows of U, [r, n].</param>
internal sealed record TriangularFactors(DenseMatrix Lower, double[] Diagonal, DenseMatrix Upper)
{
    /// <summary>The decomposition.</summary>
    /// <param name="matrix">[m, n]; stays as it is.</param>
    /// <param name="rank">r, at most min(m, n).</param>
    public static TriangularFactors Of(DenseMatrix matrix, int rank)
    {
        var rest = matrix.Transposed().Transposed();
        var result = new TriangularFactors(new(rank, matrix.Rows), new double[rank], new(rank, matrix.Columns));
        for (var step = 0; step < rank; step++)
        {
            var pivot = Largest(rest, step);
            if (rest[pivot, step] == 0)
            {
                continue; // nothing is left to eliminate in this column
            }

            result.Take(rest, pivot, step);
        }

        return result;
    }

    // What is left after each step is W minus the product so far, so that no rows need to be exchanged.
    private void Take(DenseMatrix rest, int pivot, int step)
    {
        Diagonal[step] = rest[pivot, step];
        rest.Row(pivot).CopyTo(Upper.Row(step));
        Upper.ScaleRow(step, 1 / Diagonal[step]);
        for (var row = 0; row < rest.Rows; row++)
        {
            var factor = rest[row, step];
            Lower[step, row] = factor / Diagonal[step];
            for (var column = 0; column < rest.Columns; column++)
            {
                rest[row, column] -= factor * Upper[step, column];
            }

            rest[row, step] = 0;
        }
    }

    private static int Largest(DenseMatrix rest, int column)
    {
        var largest = 0;
        for (var row = 1; row < rest.Rows; row++)
        {
            largest = Math.Abs(rest[row, column]) > Math.Abs(rest[largest, column]) ? row : largest;
        }

        return largest;
    }
}
