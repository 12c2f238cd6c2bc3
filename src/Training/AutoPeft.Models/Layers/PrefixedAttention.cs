using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>Attention of a layer with the trained keys and values that its extensions put in front.</summary>
internal static class PrefixedAttention
{
    /// <summary>[B, T, C] queries on [B, T, C] keys and values → [B, T, C].</summary>
    public static Tensor Compute(
        (Tensor Query, Tensor Key, Tensor Value) projected,
        AttentionMask mask,
        (int Layer, int Heads) place,
        ForwardContext context)
    {
        var (query, key, value) = projected;
        foreach (var prefix in context.Extensions.Attention(place.Layer))
        {
            key = key.Prepend(prefix.Keys(context)); // [B, L + S, C]
            value = value.Prepend(prefix.Values(context));
            mask = mask with { PrefixLength = mask.PrefixLength + prefix.Length };
        }

        return query.Attention(key, value, mask, place.Heads);
    }
}
