using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>The end of a residual block: what the extensions add, then the residual sum.</summary>
internal static class ResidualBlock
{
    /// <summary>The block's result, [B, T, C].</summary>
    /// <param name="place">Which block.</param>
    /// <param name="state">Its end, as every extension sees it.</param>
    /// <param name="context">The forward pass.</param>
    public static Tensor Close((int Layer, SublayerKind Kind) place, SublayerState state, ForwardContext context)
    {
        // Every extension sees the same state, so serial and parallel adapters of one block do not see each other.
        var sum = state.Output;
        foreach (var extension in context.Extensions.Sublayer(place.Layer, place.Kind))
        {
            sum = sum.Add(extension.Addition(state, context));
        }

        return state.Normalize(sum);
    }

    /// <summary>The same for a pre-norm block, which ends with the residual sum alone.</summary>
    public static Tensor ClosePreNorm(
        (int Layer, SublayerKind Kind) place, (Tensor Input, Tensor Output) block, ForwardContext context) =>
        Close(place, new SublayerState(block.Input, block.Output, hidden => hidden.Add(block.Input)), context);
}
