using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>One layer of a transformer, whatever its family.</summary>
internal interface ITransformerLayer
{
    /// <summary>[B, T, C] → [B, T, C].</summary>
    Tensor Apply(Tensor input, AttentionMask mask, ForwardContext context);
}
