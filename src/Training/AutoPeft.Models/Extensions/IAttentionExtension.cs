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

    /// <summary>The layer's keys and values with the trained ones in front; by default the same ones in front of every sequence.</summary>
    /// <param name="own">What is there so far, [B, S, key-value size] each.</param>
    /// <param name="input">What went into the layer's attention, [B, T, C].</param>
    /// <param name="context">The forward pass.</param>
    /// <returns>[B, L + S, key-value size] each.</returns>
    (Tensor Keys, Tensor Values) Extend((Tensor Keys, Tensor Values) own, Tensor input, ForwardContext context) =>
        (own.Keys.Prepend(Keys(context)), own.Values.Prepend(Values(context)));
}
