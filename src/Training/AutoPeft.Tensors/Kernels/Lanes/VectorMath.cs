using System.Runtime.CompilerServices;

namespace AutoPeft.Tensors.Kernels.Lanes;

/// <summary>Exponential, tanh, error function and logistic function of a vector of floats.</summary>
/// <remarks>
/// Coefficients are our own least-maximum fits of the relative error (Lawson's iteration in double precision, then rounded);
/// the errors given were measured over all of the range in float32. What is not a number stays so.
/// </remarks>
internal static class VectorMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private const float LeastExponent = -87.33f; // e to this is the least normal float
    private const float GreatestExponent = 88.37f; // rounds to 2¹²⁷
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f; // few bits, so that n · Ln2High is exact
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ, relative error below 2e-7; x is held to [−87.33, 88.37], so the result is never 0 or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TSimd.Min(TSimd.Broadcast(GreatestExponent), TSimd.Max(TSimd.Broadcast(LeastExponent), x));
        var n = TSimd.Round(TSimd.Multiply(x, TSimd.Broadcast(Log2E)));
        var r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-Ln2High), x); // x = n ln 2 + r, |r| ≤ ln 2 / 2
        r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-Ln2Low), r);

        var p = TSimd.Broadcast(0.0013814535923f); // (eʳ − 1 − r) / r²
        p = Horner(p, r, 0.0083687454462f);
        p = Horner(p, r, 0.041668392717838f);
        p = Horner(p, r, 0.16666521131992f);
        p = Horner(p, r, 0.49999994039535f);
        p = TSimd.MultiplyAdd(p, TSimd.Multiply(r, r), TSimd.Add(r, TSimd.Broadcast(1)));
        return TSimd.Multiply(p, TSimd.PowerOfTwo(n));
    }

    /// <summary>tanh x, relative error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        x = Clamp(x, 9);
        var t = TSimd.Multiply(x, x);
        var p = TSimd.Broadcast(-1.2247390601683e-11f);
        p = Horner(p, t, 3.0644191184592e-08f);
        p = Horner(p, t, 2.8032038244419e-05f);
        p = Horner(p, t, 0.0038695451803506f);
        p = Horner(p, t, 0.1368088573217392f);
        p = Horner(p, t, 1);
        var q = TSimd.Broadcast(1.28908482111e-06f);
        q = Horner(q, t, 0.0003940777969547f);
        q = Horner(q, t, 0.0272502936426425f);
        q = Horner(q, t, 0.4701421856880188f);
        q = Horner(q, t, 1);
        return TSimd.Divide(TSimd.Multiply(x, p), q);
    }

    /// <summary>The error function, absolute error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf(TVector x)
    {
        x = Clamp(x, 3.9f);
        var t = TSimd.Multiply(x, x);
        var p = TSimd.Broadcast(2.0149681034808964e-08f);
        p = Horner(p, t, -1.963044951480697e-06f);
        p = Horner(p, t, 0.00014055141946300864f);
        p = Horner(p, t, 0.003630281426012516f);
        p = Horner(p, t, 0.05033857747912407f);
        p = Horner(p, t, 0.19813519716262817f);
        p = Horner(p, t, 1.1283791065216064f);
        var q = TSimd.Broadcast(0.0009400969138368964f);
        q = Horner(q, t, 0.014203795231878757f);
        q = Horner(q, t, 0.11426133662462234f);
        q = Horner(q, t, 0.5089244842529297f);
        q = Horner(q, t, 1);
        return TSimd.Divide(TSimd.Multiply(x, p), q);
    }

    /// <summary>1 / (1 + e⁻ˣ), relative error below 4e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        var one = TSimd.Broadcast(1);
        return TSimd.Divide(one, TSimd.Add(one, Exp(TSimd.Multiply(x, TSimd.Broadcast(-1)))));
    }

    /// <summary>p · t + coefficient: one step of Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Horner(TVector p, TVector t, float coefficient) =>
        TSimd.MultiplyAdd(p, t, TSimd.Broadcast(coefficient));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Clamp(TVector x, float limit) =>
        TSimd.Min(TSimd.Broadcast(limit), TSimd.Max(TSimd.Broadcast(-limit), x));
}
