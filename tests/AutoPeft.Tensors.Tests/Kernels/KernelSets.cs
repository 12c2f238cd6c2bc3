using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AutoPeft.Tensors.Kernels;

namespace AutoPeft.Tensors.Tests.Kernels;

/// <summary>The kernels of every instruction set; those that this machine lacks skip the test.</summary>
internal static class KernelSets
{
    public const string Avx512 = "AVX-512";
    public const string Avx2 = "AVX2";
    public const string Portable = "portable";

    public static KernelSet Named(string name)
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated || name != Avx512, "This machine has no 512-bit registers.");
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported || name != Avx2, "This machine has no AVX2.");

        return name switch
        {
            Avx512 => KernelSet.Avx512(),
            Avx2 => KernelSet.Avx2Fma(),
            _ => KernelSet.Portable(),
        };
    }
}
