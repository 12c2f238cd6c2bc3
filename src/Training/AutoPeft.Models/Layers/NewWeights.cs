using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Layers;

/// <summary>New weights as all these models start with them: matrices N(0, σ²), norms one, biases zero.</summary>
internal static class NewWeights
{
    /// <summary>
    /// A trainable tensor. Its numbers depend on the key and its name only, not on what else is made.
    /// </summary>
    public static NamedTensor Create(ITensorEngine engine, TensorRequirement tensor, float deviation, RandomKey key)
    {
        var values = new float[tensor.Shape.Count];
        if (tensor.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal))
        {
            values.AsSpan().Fill(1);
        }
        else if (!tensor.Name.EndsWith("bias", StringComparison.Ordinal))
        {
            FillNormal(values, deviation, key.For(tensor.Name));
        }

        return new(tensor.Name, engine.Parameter(values, tensor.Shape));
    }

    private static void FillNormal(Span<float> values, float deviation, RandomKey key)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * key.Normal(i));
        }
    }
}
