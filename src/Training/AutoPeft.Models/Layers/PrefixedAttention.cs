using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>Attention of a layer with the trained keys and values that its extensions put in front.</summary>
internal static class PrefixedAttention
{
    /// <summary>
    /// [B, T, C] queries on [B, T, C] keys and values → [B, T, C]; [B, 1, C] queries of what a last layer keeps → [B, 1, C]. With fewer
    /// heads of keys and values than of queries, each of them serves several (grouped-query attention, Ainslie et al. 2023).
    /// </summary>
    /// <param name="input">What went into the attention, [B, T, C].</param>
    /// <param name="projected">What its three projections made of it.</param>
    /// <param name="mask">Which keys each query sees.</param>
    /// <param name="place">The layer and its heads.</param>
    /// <param name="context">The forward pass.</param>
    public static Tensor Compute(
        Tensor input,
        (Tensor Query, Tensor Key, Tensor Value) projected,
        AttentionMask mask,
        (int Layer, int Heads, int KeyValueHeads) place,
        ForwardContext context)
    {
        var (query, key, value) = projected;
        if (context.Pack is { } pack)
        {
            var own = (Inputs: pack.Split(input), Queries: pack.Narrowed().Split(query), Keys: pack.Split(key), Values: pack.Split(value));

            return pack.Each((trial, i) => Compute(
                own.Inputs[i], (own.Queries[i], own.Keys[i], own.Values[i]), mask with { Lengths = trial.Lengths }, place, trial.Context));
        }

        foreach (var prefix in context.Extensions.Attention(place.Layer))
        {
            (key, value) = prefix.Extend((key, value), input, context); // [B, L + S, C]
            mask = mask with { PrefixLength = mask.PrefixLength + prefix.Length };
        }

        var times = place.Heads / place.KeyValueHeads;
        var seen = context.Keeps?.SeenBy(mask) ?? mask;

        return query.Attention(
            key.RepeatHeads(place.KeyValueHeads, times), value.RepeatHeads(place.KeyValueHeads, times), seen, place.Heads);
    }
}
