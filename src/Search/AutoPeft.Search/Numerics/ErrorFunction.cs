namespace AutoPeft.Search.Numerics;

/// <summary>The complementary error function, plain and scaled, to about 1e-15 relative.</summary>
/// <remarks>
/// Rational approximations of Cody, "Rational Chebyshev Approximations for the Error Function", Mathematics of Computation 23,
/// 1969: one for |x| up to 0.46875, one up to 4, one beyond.
/// </remarks>
public static class ErrorFunction
{
    private const double Small = 0.46875;
    private const double InverseRootPi = 0.56418958354775628695;

    private static ReadOnlySpan<double> SmallNumerator =>
        [1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];

    private static ReadOnlySpan<double> SmallDenominator =>
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

    private static ReadOnlySpan<double> MiddleNumerator =>
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static ReadOnlySpan<double> MiddleDenominator =>
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static ReadOnlySpan<double> LargeNumerator =>
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
        6.58749161529837803e-4,
    ];

    private static ReadOnlySpan<double> LargeDenominator =>
    [
        1, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
    ];

    /// <summary>The complementary error function, <c>2/√π ∫ exp(−t²) dt</c> from <paramref name="x"/> to infinity.</summary>
    public static double Erfc(double x) =>
        Math.Abs(x) <= Small ? 1 - Erf(x)
        : x < 0 ? 2 - Erfc(-x)
        : Math.Exp(-x * x) * ScaledTail(x);

    /// <summary>The scaled complementary error function, <c>exp(x²) · erfc(x)</c>, which does not underflow for large x.</summary>
    public static double Erfcx(double x) =>
        Math.Abs(x) <= Small ? Math.Exp(x * x) * (1 - Erf(x))
        : x < 0 ? (2 * Math.Exp(x * x)) - ScaledTail(-x)
        : ScaledTail(x);

    private static double Erf(double x) => x * Ratio(x * x, SmallNumerator, SmallDenominator);

    /// <summary>exp(x²)·erfc(x) for x above 0.46875.</summary>
    private static double ScaledTail(double x)
    {
        if (x <= 4)
        {
            return Ratio(x, MiddleNumerator, MiddleDenominator);
        }

        var inverse = 1 / (x * x);
        return (InverseRootPi - (inverse * Ratio(inverse, LargeNumerator, LargeDenominator))) / x;
    }

    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        var (above, below) = (numerator[0], denominator[0]);
        for (var i = 1; i < numerator.Length; i++)
        {
            above = (above * x) + numerator[i];
            below = (below * x) + denominator[i];
        }

        return above / below;
    }
}
