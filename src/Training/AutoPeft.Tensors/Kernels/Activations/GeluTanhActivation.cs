using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Activations;

/// <summary>0.5x (1 + tanh u) with u = √(2/π) (x + 0.044715x³); derivative 0.5 (1 + tanh u) + 0.5x (1 − tanh² u) u′.</summary>
internal readonly struct GeluTanhActivation : IActivation
{
    private const float RootTwoOverPi = 0.79788456f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        var half = TSimd.Multiply(x, TSimd.Broadcast(0.5f));
        return TSimd.MultiplyAdd(half, TanhOfInner<TSimd, TVector>(x), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        var half = TSimd.Broadcast(0.5f);
        var t = TanhOfInner<TSimd, TVector>(x);
        var square = TSimd.Multiply(x, x);
        var inner = TSimd.MultiplyAdd(
            square, TSimd.Broadcast(3 * Cubic * RootTwoOverPi), TSimd.Broadcast(RootTwoOverPi)); // u′
        var slope = TSimd.Multiply(TSimd.Subtract(TSimd.Broadcast(1), TSimd.Multiply(t, t)), inner);
        return TSimd.MultiplyAdd(TSimd.Multiply(half, x), slope, TSimd.MultiplyAdd(half, t, half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TanhOfInner<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        var square = TSimd.Multiply(x, x);
        var factor = TSimd.MultiplyAdd(square, TSimd.Broadcast(Cubic * RootTwoOverPi), TSimd.Broadcast(RootTwoOverPi));
        return VectorMath<TSimd, TVector>.Tanh(TSimd.Multiply(x, factor));
    }
}
