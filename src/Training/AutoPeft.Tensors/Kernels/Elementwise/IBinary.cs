using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Elementwise;

/// <summary>A function of two numbers, for a vector at a time.</summary>
internal interface IBinary
{
    /// <summary>f(a, b).</summary>
    static abstract TVector Value<TSimd, TVector>(TVector a, TVector b)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;
}
