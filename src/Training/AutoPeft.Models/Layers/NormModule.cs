using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>A layer norm with its weight and bias, both [C].</summary>
internal sealed class NormModule(Tensor weight, Tensor bias, float epsilon)
{
    /// <summary>[.., C] → [.., C].</summary>
    public Tensor Apply(Tensor input) => input.LayerNorm(weight, bias, epsilon);
}
