using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>Trained keys and values in front of a layer's own, in front of each sequence times its gate.</summary>
/// <param name="keys">[L, K].</param>
/// <param name="values">[L, K].</param>
/// <param name="gate">Of what goes into the attention.</param>
internal sealed class GatedPrefix(NamedTensor keys, NamedTensor values, SequenceGate gate) : IAttentionExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [keys, values, .. gate.Parameters];

    public int Length => keys.Tensor.Shape[0];

    public Tensor Keys(ForwardContext context) => keys.Tensor;

    public Tensor Values(ForwardContext context) => values.Tensor;

    public (Tensor Keys, Tensor Values) Extend((Tensor Keys, Tensor Values) own, Tensor input, ForwardContext context)
    {
        var open = gate.Of(input, context); // [B, 1]

        return (InFront(own.Keys, keys.Tensor, open), InFront(own.Values, values.Tensor, open));
    }

    // Sequences differ in what stands in front, so their rows are brought into order: L of the prefix, then S of their own.
    private static Tensor InFront(Tensor own, Tensor prefix, Tensor open)
    {
        var (batch, tokens, width) = (own.Shape[0], own.Shape[1], own.Shape.Last);
        var (length, total) = (prefix.Shape[0], prefix.Shape[0] + own.Shape[1]);
        var gated = open.Linear(prefix.Reshape(new(length * width, 1))).Reshape(new(batch * length, width)); // [B · L, K]
        var rows = gated.Concatenate(own.Reshape(new(batch * tokens, width))); // [B · L + B · S, K]
        var order = new int[batch * total];
        for (var place = 0; place < order.Length; place++)
        {
            var (sequence, position) = (place / total, place % total);
            order[place] = position < length
                ? (sequence * length) + position
                : (batch * length) + (sequence * tokens) + position - length;
        }

        return rows.Gather(order, new(batch, total)); // [B, L + S, K]
    }
}
