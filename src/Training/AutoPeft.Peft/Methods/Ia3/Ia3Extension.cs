using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Ia3;

/// <summary>Multiplies the output, or the input, of a linear module by learned factors.</summary>
internal sealed class Ia3Extension(NamedTensor factors, bool scalesInput) : TargetExtension(factors)
{
    public override Tensor Prepare(Tensor input, ForwardContext context) =>
        scalesInput ? input.Multiply(factors.Tensor) : input; // [B, T, in]

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context) =>
        scalesInput ? output : output.Multiply(factors.Tensor); // [B, T, out]
}
