using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>Puts trained keys and values in front of a layer's own (prefix tuning).</summary>
public interface IAttentionExtension
{
    /// <summary>L, the number of trained positions; at least 1.</summary>
    int Length { get; }

    /// <summary>The keys, [L, key-value size].</summary>
    Tensor Keys(ForwardContext context);

    /// <summary>The values, [L, key-value size].</summary>
    Tensor Values(ForwardContext context);
}
