using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Scaled dot-product attention, every head of every sequence by itself (Vaswani et al. 2017, eq. 1).</summary>
/// <remarks>
/// Hidden keys are never computed with. Of the probabilities only each row's maximum and sum are kept; the backward pass
/// computes them again (Dao et al. 2022, section 3.1): one product in seven, for [B, H, T, S] of memory.
/// </remarks>
internal static class AttentionOperation
{
    public static ManagedTensor Apply(
        (ManagedTensor Query, ManagedTensor Key, ManagedTensor Value) operands, AttentionMask mask, int heads)
    {
        var (query, key, value) = operands;
        Check((query.Shape, key.Shape, value.Shape), mask, heads);
        var engine = query.Engine;
        var layout = new AttentionLayout(query.Shape, key.Shape[1], heads, mask);
        var y = engine.Result(query.Shape);
        var statistics = engine.Pool.Rent(2 * layout.Batch * heads * layout.Queries); // [B, H, T, 2]
        var buffers = new AttentionBuffers(query.Data, key.Data, value.Data, statistics);
        var target = y.Data;
        engine.Crew.For(layout.Batch * heads, part =>
            new AttentionHead(engine, layout, buffers, part / heads, part % heads).Forward(target));
        if (engine.Records(query, key, value))
        {
            Record(operands, layout, buffers, y);
        }
        else
        {
            statistics.Dispose();
        }

        return y;
    }

    internal static void Check((Shape Query, Shape Key, Shape Value) shapes, AttentionMask mask, int heads)
    {
        var (query, key, value) = shapes;
        if (query.Rank != 3 || key.Rank != 3 || key[0] != query[0] || key[2] != query[2]
            || key[1] < mask.PrefixLength || (mask.Causal && key[1] != query[1] + mask.PrefixLength))
        {
            throw new ShapeMismatchException(nameof(Tensor.Attention), query, key);
        }

        if (value != key)
        {
            throw new ShapeMismatchException(nameof(Tensor.Attention), key, value);
        }

        if (heads < 1 || query[2] % heads != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(heads), heads, $"The number of heads must divide {query[2]}.");
        }

        CheckLengths(key, mask);
    }

    private static void CheckLengths(Shape key, AttentionMask mask)
    {
        if (mask.Lengths.IsDefault || mask.Lengths.Length != key[0])
        {
            var lengths = mask.Lengths.IsDefault ? 0 : mask.Lengths.Length;
            throw new ShapeMismatchException(nameof(Tensor.Attention), key, new(lengths));
        }

        var tokens = key[1] - mask.PrefixLength;
        foreach (var length in mask.Lengths)
        {
            if (length < 0 || length > tokens)
            {
                throw new ArgumentOutOfRangeException(nameof(mask), length, $"A length lies in 0 to {tokens}.");
            }
        }
    }

    private static void Record(
        (ManagedTensor Query, ManagedTensor Key, ManagedTensor Value) operands,
        AttentionLayout layout,
        AttentionBuffers from,
        ManagedTensor y)
    {
        var (query, key, value) = operands;
        var engine = query.Engine;
        y.Record([query, key, value], [from.Query.Retain(), from.Key.Retain(), from.Value.Retain(), from.Statistics], dy =>
        {
            var to = new AttentionGradients(Target(query), Target(key), Target(value));
            engine.Crew.For(layout.Batch * layout.Heads, part =>
                new AttentionHead(engine, layout, from, part / layout.Heads, part % layout.Heads).Backward(dy, to));
            Give(query, to.Query);
            Give(key, to.Key);
            Give(value, to.Value);
        });
    }

    private static TensorBuffer? Target(ManagedTensor operand) =>
        operand.RequiresGradient ? operand.Engine.Pool.Rent(operand.Shape.Count) : null;

    private static void Give(ManagedTensor operand, TensorBuffer? gradient)
    {
        if (gradient is not null)
        {
            operand.Gradients!.Give(gradient);
        }
    }
}
