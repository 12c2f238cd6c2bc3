using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Ssf;

/// <summary>Multiplies the output of a linear module by γ and adds β, both [out].</summary>
internal sealed class SsfExtension(NamedTensor scale, NamedTensor shift) : TargetExtension(scale, shift)
{
    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context) =>
        output.Multiply(scale.Tensor).Add(shift.Tensor); // [B, T, out]
}
