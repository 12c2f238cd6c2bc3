using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>Changes what a linear module computes (LoRA, IA3, a trained bias, …).</summary>
public interface ILinearExtension
{
    /// <summary>Whether what it makes of one token depends on the others of its sequence, all of which are then computed. Default false.</summary>
    bool LooksAcrossTokens => false;

    /// <summary>What the frozen product is computed from instead of the module's input; by default the input itself (IA3 scales it).</summary>
    /// <param name="input">What went into the module, after earlier extensions, [B, T, in].</param>
    /// <param name="context">The forward pass.</param>
    /// <returns>[B, T, in].</returns>
    Tensor Prepare(Tensor input, ForwardContext context) => input;

    /// <summary>The module's new output.</summary>
    /// <param name="input">What went into the module, [B, T, in].</param>
    /// <param name="output">
    /// What comes out so far, after the frozen product and earlier extensions, [B, T, out].
    /// </param>
    /// <param name="context">The forward pass.</param>
    /// <returns>[B, T, out].</returns>
    Tensor Extend(Tensor input, Tensor output, ForwardContext context);
}
