using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Adds <c>Scale · ((B₁ A₁) ⊙ (B₂ A₂)) x</c> to the output of a linear module.</summary>
internal sealed class LohaExtension(NamedTensor[] parameters, double scale) : TargetExtension(parameters)
{
    private readonly float _scale = (float)scale;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var first = Parameters[0].Tensor.MatrixProduct(Parameters[1].Tensor); // [out, in]
        var second = Parameters[2].Tensor.MatrixProduct(Parameters[3].Tensor);

        return output.Add(input.Linear(first.Multiply(second).Scale(_scale))); // [B, T, out]
    }
}
