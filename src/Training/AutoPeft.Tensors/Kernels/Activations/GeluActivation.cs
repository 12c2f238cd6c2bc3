using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Activations;

/// <summary>x · Φ(x), with Φ the normal distribution function; derivative Φ(x) + x φ(x).</summary>
internal readonly struct GeluActivation : IActivation
{
    private const float InverseRootTwo = 0.70710678f;
    private const float InverseRootTwoPi = 0.39894228f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged =>
        TSimd.Multiply(x, Phi<TSimd, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        var square = TSimd.Multiply(x, x);
        var density = VectorMath<TSimd, TVector>.Exp(TSimd.Multiply(square, TSimd.Broadcast(-0.5f)));
        density = TSimd.Multiply(density, TSimd.Broadcast(InverseRootTwoPi));
        return TSimd.MultiplyAdd(x, density, Phi<TSimd, TVector>(x));
    }

    /// <summary>Φ(x) = (1 + erf(x / √2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Phi<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        var half = TSimd.Broadcast(0.5f);
        var erf = VectorMath<TSimd, TVector>.Erf(TSimd.Multiply(x, TSimd.Broadcast(InverseRootTwo)));
        return TSimd.MultiplyAdd(erf, half, half);
    }
}
