using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.BitFit;

/// <summary>Adds a learned bias to the output of a linear module.</summary>
internal sealed class BitFitExtension(NamedTensor bias) : TargetExtension(bias)
{
    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context) => output.Add(bias.Tensor); // [B, T, out]
}
