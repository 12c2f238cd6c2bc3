namespace AutoPeft.Search.Tests.Numerics;

/// <summary>Linear algebra as textbooks write it, to compare the fast one with.</summary>
internal static class Plain
{
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>The solution of a linear system and the logarithm of its determinant, by elimination with pivots.</summary>
    public static (double[] Solution, double LogDeterminant) Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var a = (double[,])matrix.Clone();
        var b = (double[])right.Clone();
        var logDeterminant = 0.0;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var k = 0; k < n; k++)
            {
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            }

            (b[column], b[pivot]) = (b[pivot], b[column]);
            logDeterminant += Math.Log(Math.Abs(a[column, column]));
            for (var row = 0; row < n; row++)
            {
                var factor = row == column ? 0 : a[row, column] / a[column, column];
                for (var k = 0; k < n; k++)
                {
                    a[row, k] -= factor * a[column, k];
                }

                b[row] -= factor * b[column];
            }
        }

        return ([.. b.Select((value, i) => value / a[i, i])], logDeterminant);
    }
}
