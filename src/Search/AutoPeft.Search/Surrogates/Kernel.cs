using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoPeft.Search.Surrogates;

/// <summary>Correlations as functions of the squared scaled distance r².</summary>
/// <remarks>
/// Matérn 5/2: κ = (1 + √5 r + 5/3 r²) e^(−√5 r), squared exponential: κ = e^(−r²/2) (Rasmussen and Williams, "Gaussian
/// Processes for Machine Learning", 2006, Eqs. 4.17 and 4.9). The <em>slope</em> is −2 dκ/d(r²): 5/3 (1 + √5 r) e^(−√5 r), and
/// κ itself. With r² = Σ (x−x')²/ℓ², the derivative of κ by log ℓ is slope · (x−x')²/ℓ², and by x it is −slope · (x−x')/ℓ².
/// </remarks>
internal static class Kernel
{
    private const double RootFive = 2.23606797749978969641;

    /// <summary>The correlation at one squared distance.</summary>
    public static double Correlation(KernelShape shape, double squared)
    {
        if (shape == KernelShape.SquaredExponential)
        {
            return Math.Exp(-0.5 * squared);
        }

        var scaled = RootFive * Math.Sqrt(squared);
        return (1 + scaled + (scaled * scaled / 3)) * Math.Exp(-scaled);
    }

    /// <summary>Replaces squared distances by correlations, and writes the slopes where they are wanted.</summary>
    /// <param name="shape">The kernel.</param>
    /// <param name="values">[n] squared distances in, correlations out.</param>
    /// <param name="slopes">[n], or empty when not wanted.</param>
    public static void Apply(KernelShape shape, Span<double> values, Span<double> slopes)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var slopeVectors = MemoryMarshal.Cast<double, Vector<double>>(slopes);
        for (var i = 0; i < vectors.Length; i++)
        {
            var (correlation, slope) = Both(shape, vectors[i]);
            vectors[i] = correlation;
            if (slopeVectors.Length > 0)
            {
                slopeVectors[i] = slope;
            }
        }

        Span<double> rest = stackalloc double[Vector<double>.Count];
        var done = vectors.Length * Vector<double>.Count;
        for (var i = done; i < values.Length; i++)
        {
            rest.Fill(values[i]);
            var (correlation, slope) = Both(shape, new Vector<double>(rest));
            values[i] = correlation[0];
            if (slopes.Length > 0)
            {
                slopes[i] = slope[0];
            }
        }
    }

    private static (Vector<double> Correlation, Vector<double> Slope) Both(KernelShape shape, Vector<double> squared)
    {
        if (shape == KernelShape.SquaredExponential)
        {
            var correlation = Vector.Exp(squared * -0.5);
            return (correlation, correlation);
        }

        var scaled = Vector.SquareRoot(squared) * RootFive;
        var decay = Vector.Exp(-scaled);
        var linear = Vector<double>.One + scaled;
        return ((linear + (scaled * scaled * (1.0 / 3))) * decay, linear * decay * (5.0 / 3));
    }
}
