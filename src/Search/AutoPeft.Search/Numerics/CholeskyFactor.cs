namespace AutoPeft.Search.Numerics;

/// <summary>The lower triangular factor L of a symmetric positive definite matrix, A = L·Lᵀ.</summary>
internal sealed class CholeskyFactor
{
    private const int Together = 4; // rows, so that what they share is read once

    private readonly double[] _lower; // [size, size], row-major; the upper part is anything

    private CholeskyFactor(double[] lower, int size, double jitter)
    {
        _lower = lower;
        Size = size;
        Jitter = jitter;
    }

    /// <summary>The number of rows.</summary>
    public int Size { get; }

    /// <summary>What was added to the diagonal to make the matrix positive definite in floating point; 0 when nothing was.</summary>
    public double Jitter { get; }

    /// <summary>log det A.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Size; i++)
            {
                sum += Math.Log(_lower[(i * Size) + i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Row <paramref name="row"/> of L up to and including the diagonal.</summary>
    public ReadOnlySpan<double> Row(int row) => _lower.AsSpan(row * Size, row + 1);

    /// <summary>Factors a matrix; adds ever more to its diagonal, from 1e-12 to 1e-2 of the mean, until that works.</summary>
    /// <param name="matrix">[size, size], row-major; only the lower triangle is read.</param>
    /// <param name="size">The number of rows.</param>
    /// <exception cref="ArithmeticException">The matrix is not finite or far from positive definite.</exception>
    public static CholeskyFactor Of(ReadOnlySpan<double> matrix, int size)
    {
        var mean = 0.0;
        for (var i = 0; i < size; i++)
        {
            mean += matrix[(i * size) + i] / size;
        }

        var factor = TryOf(matrix, size, 0);
        for (var jitter = 1e-12; factor is null && jitter <= 1e-2; jitter *= 10)
        {
            factor = TryOf(matrix, size, jitter * mean);
        }

        return factor ?? throw new ArithmeticException($"A {size} by {size} matrix is not positive definite.");
    }

    /// <summary>Factors a matrix with <paramref name="jitter"/> added to its diagonal; null when it is not positive definite.</summary>
    public static CholeskyFactor? TryOf(ReadOnlySpan<double> matrix, int size, double jitter)
    {
        var lower = GC.AllocateUninitializedArray<double>(size * size);
        for (var i = 0; i < size; i += Together)
        {
            var count = Math.Min(Together, size - i);
            var done = count < Together ? 0 : FillRows(lower, matrix, (size, i));
            for (var row = i; row < i + count; row++)
            {
                if (!FinishRow(lower, matrix, (size, row, done), jitter))
                {
                    return null;
                }
            }
        }

        return new(lower, size, jitter);
    }

    /// <summary>The elements left of column <paramref name="at"/>.First of four rows; how many those are in each.</summary>
    private static int FillRows(double[] lower, ReadOnlySpan<double> matrix, (int Size, int First) at)
    {
        var (size, first) = at;
        var rows = lower.AsSpan(first * size);
        for (var j = 0; j < first; j++)
        {
            var other = lower.AsSpan(j * size, j + 1);
            var (a, b, c, d) = VectorOperations.DotRows(rows, size, other[..j]);
            rows[j] = (matrix[(first * size) + j] - a) / other[j];
            rows[size + j] = (matrix[((first + 1) * size) + j] - b) / other[j];
            rows[(2 * size) + j] = (matrix[((first + 2) * size) + j] - c) / other[j];
            rows[(3 * size) + j] = (matrix[((first + 3) * size) + j] - d) / other[j];
        }

        return first;
    }

    /// <summary>The elements of a row from a column on; false when the matrix is not positive definite.</summary>
    private static bool FinishRow(double[] lower, ReadOnlySpan<double> matrix, (int Size, int Row, int Column) at, double jitter)
    {
        var (size, i, column) = at;
        var row = lower.AsSpan(i * size, i + 1);
        for (var j = column; j < i; j++)
        {
            var other = lower.AsSpan(j * size, j + 1);
            row[j] = (matrix[(i * size) + j] - VectorOperations.Dot(row[..j], other)) / other[j];
        }

        var diagonal = matrix[(i * size) + i];
        var pivot = diagonal + jitter - VectorOperations.Dot(row[..i], row);
        row[i] = Math.Sqrt(pivot);
        return pivot > 1e-15 * diagonal && double.IsFinite(pivot);
    }

    /// <summary>The factor of the matrix with one more row and column.</summary>
    /// <param name="column">[size]: the new column without its diagonal element.</param>
    /// <param name="diagonal">The new diagonal element; raised if the larger matrix would not be positive definite.</param>
    public CholeskyFactor Extend(ReadOnlySpan<double> column, double diagonal)
    {
        var size = Size + 1;
        var lower = new double[size * size];
        for (var i = 0; i < Size; i++)
        {
            Row(i).CopyTo(lower.AsSpan(i * size));
        }

        var last = lower.AsSpan(Size * size, size);
        column.CopyTo(last);
        SolveLower(last[..Size]);
        last[Size] = Math.Sqrt(Math.Max(diagonal - VectorOperations.Dot(last[..Size], last), 1e-12 * diagonal));
        return new(lower, size, Jitter);
    }

    /// <summary>Replaces b by the solution x of L·x = b.</summary>
    public void SolveLower(Span<double> b)
    {
        for (var i = 0; i < Size; i++)
        {
            var row = Row(i);
            b[i] = (b[i] - VectorOperations.Dot(row[..i], b)) / row[i];
        }
    }

    /// <summary>Replaces b by the solution x of Lᵀ·x = b.</summary>
    public void SolveUpper(Span<double> b)
    {
        for (var i = Size - 1; i >= 0; i--)
        {
            var row = Row(i);
            b[i] /= row[i];
            VectorOperations.AddScaled(b[..i], -b[i], row);
        }
    }

    /// <summary>Replaces b by the solution x of A·x = b.</summary>
    public void Solve(Span<double> b)
    {
        SolveLower(b);
        SolveUpper(b);
    }

    /// <summary>L⁻¹: [size, size], row-major; only the lower triangle is filled.</summary>
    public double[] InverseLower()
    {
        var inverse = GC.AllocateUninitializedArray<double>(Size * Size);
        for (var i = 0; i < Size; i++)
        {
            var row = Row(i);
            inverse.AsSpan(i * Size, Math.Min(i + Together, Size)).Clear();
            var target = inverse.AsSpan(i * Size, i + 1);
            for (var k = 0; k < i; k += Together)
            {
                var count = Math.Min(Together, i - k); // rows of a block are as long as its last; zeros make up for it
                VectorOperations.AddScaledRows(target[..(k + count)], row.Slice(k, count), inverse.AsSpan(k * Size), Size);
            }

            for (var k = 0; k < i; k++)
            {
                target[k] /= -row[i];
            }

            target[i] = 1 / row[i];
        }

        return inverse;
    }

    /// <summary>A⁻¹ = L⁻ᵀ·L⁻¹: [size, size], row-major; only the lower triangle is filled.</summary>
    public double[] Inverse()
    {
        var (lower, inverse) = (InverseLower(), GC.AllocateUninitializedArray<double>(Size * Size));
        var column = new double[Size];
        for (var a = 0; a < Size; a++)
        {
            for (var i = a; i < Size; i++)
            {
                column[i] = lower[(i * Size) + a];
            }

            inverse.AsSpan(a * Size, a + 1).Clear();
            VectorOperations.AddScaledRows(inverse.AsSpan(a * Size, a + 1), column.AsSpan(a), lower.AsSpan(a * Size), Size);
        }

        return inverse;
    }
}
