using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AutoPeft.Tensors.Kernels.Elementwise;
using AutoPeft.Tensors.Kernels.Lanes;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Kernels.Optimizers;
using AutoPeft.Tensors.Kernels.Rows;

namespace AutoPeft.Tensors.Kernels;

/// <summary>The kernels of one instruction set.</summary>
internal sealed record KernelSet(
    string Name,
    ElementwiseKernels Elementwise,
    NormKernels Norms,
    SoftmaxKernels Softmax,
    ColumnKernels Columns,
    AdamWKernels AdamW,
    TileKernels Tiles)
{
    /// <summary>The fastest that this machine can run.</summary>
    public static KernelSet Best() =>
        Vector512.IsHardwareAccelerated ? Avx512() :
        Avx2.IsSupported && Fma.IsSupported ? Avx2Fma() :
        Portable();

    /// <summary>512-bit registers.</summary>
    public static KernelSet Avx512() => Of<Simd512, Vector512<float>>(
        "AVX-512", new WideTileKernels<Simd512, Vector512<float>>());

    /// <summary>256-bit registers with fused multiply-add.</summary>
    public static KernelSet Avx2Fma() => Of<Simd256, Vector256<float>>(
        "AVX2", new NarrowTileKernels<Simd256, Vector256<float>>());

    /// <summary>Registers of any width.</summary>
    public static KernelSet Portable() => Of<SimdPortable, Vector<float>>(
        "portable", new NarrowTileKernels<SimdPortable, Vector<float>>());

    private static KernelSet Of<TSimd, TVector>(string name, TileKernels tiles)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => new(
            name,
            new VectorElementwiseKernels<TSimd, TVector>(),
            new VectorNormKernels<TSimd, TVector>(),
            new VectorSoftmaxKernels<TSimd, TVector>(),
            new VectorColumnKernels<TSimd, TVector>(),
            new VectorAdamWKernels<TSimd, TVector>(),
            tiles);
}
