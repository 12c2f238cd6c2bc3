using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Tensors.Kernels.Noise;

/// <summary>Zeroes elements by lot.</summary>
internal static class DropoutKernels
{
    /// <summary>result = x / (1 − fraction) where draw <c>first + i</c> of the key is at least fraction, otherwise 0.</summary>
    public static void Apply(
        ReadOnlySpan<float> x, Span<float> result, (RandomKey Key, long First) draws, float fraction)
    {
        var scale = 1 / (1 - fraction);
        for (var i = 0; i < x.Length; i++)
        {
            result[i] = draws.Key.Uniform(draws.First + i) >= fraction ? x[i] * scale : 0;
        }
    }
}
