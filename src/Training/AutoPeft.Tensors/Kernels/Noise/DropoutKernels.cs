using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Tensors.Kernels.Noise;

/// <summary>Zeroes elements by lot.</summary>
internal static class DropoutKernels
{
    private const int Block = 512; // draws made at a time: 4 KiB, which stay in the first-level cache

    /// <summary>result = x / (1 − fraction) where draw <c>first + i</c> of the key is at least fraction, otherwise 0.</summary>
    /// <remarks>
    /// Uniform(i) = (bits >> 11) / 2⁵³ is at least fraction exactly when bits is at least ⌈fraction · 2⁵³⌉ · 2¹¹: no need to
    /// convert the draws to floating point.
    /// </remarks>
    [SkipLocalsInit]
    public static void Apply(
        ReadOnlySpan<float> x, Span<float> result, (RandomKey Key, long First) draws, float fraction)
    {
        var scale = 1 / (1 - fraction);
        var threshold = (ulong)Math.Ceiling(fraction * (double)(1UL << 53)) << 11;
        Span<ulong> bits = stackalloc ulong[Block];
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            draws.Key.Bits(draws.First + start, bits[..count]);
            Select(x.Slice(start, count), result.Slice(start, count), bits, (threshold, scale));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select(
        ReadOnlySpan<float> x, Span<float> result, ReadOnlySpan<ulong> bits, (ulong Threshold, float Scale) lot)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var threshold = Vector512.Create(lot.Threshold);
            for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var low = Vector512.GreaterThanOrEqual(Vector512.Create(bits[i..]), threshold);
                var high = Vector512.GreaterThanOrEqual(Vector512.Create(bits[(i + Vector512<ulong>.Count)..]), threshold);
                var kept = Vector512.Narrow(low, high).AsSingle();
                (Vector512.Create(x[i..]) * lot.Scale & kept).CopyTo(result[i..]);
            }
        }

        for (; i < x.Length; i++)
        {
            result[i] = bits[i] >= lot.Threshold ? x[i] * lot.Scale : 0;
        }
    }
}
