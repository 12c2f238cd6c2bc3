namespace AutoPeft.Peft.Numerics;

/// <summary>The lower triangular factor of a symmetric positive definite matrix: <c>M = L Lᵀ</c>.</summary>
internal sealed class Cholesky
{
    private readonly DenseMatrix _lower;
    private readonly DenseMatrix _upper; // Lᵀ, so that both substitutions read along rows

    /// <param name="matrix">Symmetric and positive definite; stays as it is.</param>
    public Cholesky(DenseMatrix matrix)
    {
        _lower = new(matrix.Rows, matrix.Rows);
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j] - DenseMatrix.Dot(_lower.Row(i)[..j], _lower.Row(j)[..j]);
                _lower[i, j] = i == j ? Math.Sqrt(rest) : rest / _lower[j, j];
            }
        }

        _upper = _lower.Transposed();
    }

    /// <summary>Solves <c>M x = b</c>, in place of b.</summary>
    public void Solve(Span<double> right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            right[i] = (right[i] - DenseMatrix.Dot(_lower.Row(i)[..i], right[..i])) / _lower[i, i];
        }

        for (var i = right.Length - 1; i >= 0; i--)
        {
            right[i] = (right[i] - DenseMatrix.Dot(_upper.Row(i)[(i + 1)..], right[(i + 1)..])) / _lower[i, i];
        }
    }
}
