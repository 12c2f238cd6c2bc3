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
    public Tensor Run(Tensor entering, Range part, AttentionMask mask, ForwardContext context)
    {
        var hidden = entering;
        foreach (var layer in _layers.AsSpan()[part])
        {
            using var scope = engine.LocalScope();
            var next = scope.Keep(engine.Recompute(hidden, input => layer.Apply(input, mask, context)));
            if (hidden != entering)
            {
                hidden.Dispose(); // what the backward pass needs of it lives on
            }

            hidden = next;
        }

        return hidden;
    }
}
