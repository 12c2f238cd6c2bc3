using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.DiffFit;

/// <summary>Multiplies the output of a linear module by one learned factor, [1].</summary>
internal sealed class DiffFitExtension(NamedTensor factor, int outputs, ITensorEngine engine) : TargetExtension(factor)
{
    private readonly Tensor _ones = engine.Constant([.. Enumerable.Repeat(1f, outputs)], new(outputs, 1));

    public override IReadOnlyList<Tensor> Constants => [_ones];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context) =>
        output.Multiply(factor.Tensor.Linear(_ones)); // [B, T, out] times [out], all of them γ
}
