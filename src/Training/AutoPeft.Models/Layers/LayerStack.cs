using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>The layers of a transformer, one after the other, each giving its memory back when it is done.</summary>
internal sealed class LayerStack(ITensorEngine engine, IEnumerable<ITransformerLayer> layers)
{
    private readonly ITransformerLayer[] _layers = [.. layers];

    /// <summary>Whether this part ends with the last layer, behind which some families have a norm. False for an empty part.</summary>
    public bool Finishes(Range part)
    {
        var (start, count) = part.GetOffsetAndLength(_layers.Length);

        return count > 0 && start + count == _layers.Length;
    }

    /// <summary>Takes hidden states, [B, T, C], through some of the layers.</summary>
    /// <exception cref="InvalidOperationException">A part that is not the whole has the first layer and something is put in front of it.</exception>
    public Tensor Run(Tensor entering, Range part, AttentionMask mask, ForwardContext context)
    {
        if (context.Extensions.Input.Count == 0 || part.GetOffsetAndLength(_layers.Length).Offset > 0)
        {
            return Through(entering, part, (mask, 0), context);
        }

        if (!Finishes(part))
        {
            throw new InvalidOperationException("What is put in front of the first layer goes through all layers at once.");
        }

        var length = context.Extensions.Input.Sum(extension => extension.Length);
        var entered = context.Extensions.Input.Aggregate(entering, (hidden, extension) => extension.Enter(hidden, context));
        var lengthened = mask with { Lengths = [.. mask.Lengths.Select(own => length + own)] };

        var left = Through(entered, part, (lengthened, length), context);

        return context.Reads == TokensRead.All ? WithoutFirst(left, length) : left;
    }

    // [B, L + T, C] → [B, T, C]: each sequence as one row, without its beginning.
    internal static Tensor WithoutFirst(Tensor hidden, int length)
    {
        var (batch, tokens, width) = (hidden.Shape[0], hidden.Shape[1], hidden.Shape.Last);

        return length == 0
            ? hidden
            : hidden.Reshape(new(batch, tokens * width))
                .SliceLast(length * width, (tokens - length) * width)
                .Reshape(new(batch, tokens - length, width));
    }

    private Tensor Through(Tensor entering, Range part, (AttentionMask Mask, int Front) sequences, ForwardContext context)
    {
        var hidden = entering;
        var own = context with { Lengths = sequences.Mask.Lengths };
        var last = Finishes(part) && context.Reads != TokensRead.All ? _layers[^1] : null;
        foreach (var layer in _layers.AsSpan()[part])
        {
            using var scope = engine.LocalScope();
            var next = scope.Keep(engine.Recompute(hidden, input =>
                layer.Apply(input, sequences.Mask, layer == last ? Keeping(input, sequences, own) : own)));
            if (hidden != entering)
            {
                hidden.Dispose(); // what the backward pass needs of it lives on
            }

            hidden = next;
        }

        return hidden;
    }

    /// <summary>The forward pass through the last layer, which narrows down to the tokens that are read.</summary>
    private ForwardContext Keeping(Tensor input, (AttentionMask Mask, int Front) sequences, ForwardContext context) =>
        context.Pack is { } pack
            ? context with { Pack = pack.Keeping(engine) }
            : context with
            {
                Keeps = KeptTokens.Of(engine, context.Reads, sequences.Front, (input.Shape[1], sequences.Mask.Lengths)),
            };
}
