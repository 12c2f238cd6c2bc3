namespace AutoPeft.Tensors.Kernels.Reference;

/// <summary>Functions of one number in double precision, by their definitions.</summary>
internal static class PlainActivations
{
    public static double Relu(double x) => Math.Max(x, 0);

    public static double Gelu(double x) => x * (1 + Erf(x / Math.Sqrt(2))) / 2;

    public static double GeluTanh(double x) =>
        0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Silu(double x) => x * Sigmoid(x);

    /// <summary>The error function: its Taylor series near 0, the continued fraction of its complement elsewhere.</summary>
    /// <remarks>Abramowitz and Stegun, 7.1.5 and 7.1.14.</remarks>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        return Math.Abs(x) < 2.5 ? Series(x) : Math.Sign(x) * (1 - Complement(Math.Abs(x)));
    }

    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Complement(double x)
    {
        var fraction = x;
        for (var n = 80; n > 0; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
