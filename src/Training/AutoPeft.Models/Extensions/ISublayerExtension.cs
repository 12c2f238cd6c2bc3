using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>Adds something at the end of a residual block (serial and parallel adapters).</summary>
public interface ISublayerExtension
{
    /// <summary>Whether what it makes of one token depends on the others of its sequence, all of which are then computed. Default false.</summary>
    bool LooksAcrossTokens => false;

    /// <summary>What is added to the block's output before its residual sum, [B, T, C].</summary>
    /// <remarks>
    /// Every extension of a block sees the same state; their additions are summed, as AutoPEFT sums serial and
    /// parallel.
    /// </remarks>
    Tensor Addition(SublayerState state, ForwardContext context);
}
