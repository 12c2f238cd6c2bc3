using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>The end of a residual block: what the extensions add, then the residual sum.</summary>
internal static class ResidualBlock
{
    /// <summary>The block's result, [B, T, C].</summary>
    /// <param name="place">Which block.</param>
    /// <param name="block">What it was given, and what its last linear module gave.</param>
    /// <param name="normalize">Its own residual sum and norm: of its output, its input and the forward pass.</param>
    /// <param name="context">The forward pass.</param>
    public static Tensor Close(
        (int Layer, SublayerKind Kind) place,
        (Tensor Input, Tensor Output) block,
        Func<Tensor, Tensor, ForwardContext, Tensor> normalize,
        ForwardContext context)
    {
        var sum = context.PerTrial(
            own => own.Extensions.Sublayer(place.Layer, place.Kind).Count > 0,
            (own, parts) => Extend(
                place, new SublayerState(parts[0], parts[1], hidden => normalize(hidden, parts[0], own)), own),
            block.Input,
            block.Output);

        return normalize(sum, block.Input, context);
    }

    /// <summary>The same for a pre-norm block, which ends with the residual sum alone.</summary>
    public static Tensor ClosePreNorm(
        (int Layer, SublayerKind Kind) place, (Tensor Input, Tensor Output) block, ForwardContext context) =>
        Close(place, block, static (hidden, input, _) => hidden.Add(input), context);

    /// <summary>What the extensions make of the output.</summary>
    // Every extension sees the same state, so serial and parallel adapters of one block do not see each other.
    private static Tensor Extend((int Layer, SublayerKind Kind) place, SublayerState state, ForwardContext context) =>
        context.Extensions.Sublayer(place.Layer, place.Kind)
            .Aggregate(state.Output, (sum, extension) => sum.Add(extension.Addition(state, context)));
}
