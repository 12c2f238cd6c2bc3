using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Extensions;

/// <summary>
/// The end of a residual block, where bottleneck adapters act: <c>y = Norm(Output + Input)</c> in a post-norm model.
/// </summary>
/// <param name="Input">x, what the block was given, [B, T, C].</param>
/// <param name="Output">h, what its last linear module gave, before the residual sum, [B, T, C].</param>
/// <param name="Normalize">
/// The block's own residual sum and layer norm, <c>h ↦ Norm(h + x)</c>; in a pre-norm model, <c>h ↦ h + x</c>.
/// </param>
public sealed record SublayerState(Tensor Input, Tensor Output, Func<Tensor, Tensor> Normalize);
