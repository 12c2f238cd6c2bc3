using AutoPeft.Models.Extensions;
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
            return Through(entering, part, mask, context);
        }

        if (!Finishes(part))
        {
            throw new InvalidOperationException("What is put in front of the first layer goes through all layers at once.");
        }

        var length = context.Extensions.Input.Sum(extension => extension.Length);
        var entered = context.Extensions.Input.Aggregate(entering, (hidden, extension) => extension.Enter(hidden, context));
        var lengthened = mask with { Lengths = [.. mask.Lengths.Select(own => length + own)] };

        return WithoutFirst(Through(entered, part, lengthened, context), length);
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

    private Tensor Through(Tensor entering, Range part, AttentionMask mask, ForwardContext context)
    {
        var hidden = entering;
        var own = context with { Lengths = mask.Lengths };
        foreach (var layer in _layers.AsSpan()[part])
        {
            using var scope = engine.LocalScope();
            var next = scope.Keep(engine.Recompute(hidden, input => layer.Apply(input, mask, own)));
            if (hidden != entering)
            {
                hidden.Dispose(); // what the backward pass needs of it lives on
            }

            hidden = next;
        }

        return hidden;
    }
}
