using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>
/// Adds <c>Scale · B · A · x</c> to the output of one linear module (Hu et al. 2022, Eq. 3).
/// </summary>
internal sealed class LoraExtension(NamedTensor a, NamedTensor b, LoraConfig config, string name) : TargetExtension(a, b)
{
    private readonly float _dropout = (float)config.DropoutFraction;
    private readonly float _scale = (float)config.Scale;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var x = context.Training && _dropout > 0 ? input.Dropout(_dropout, context.Key.For(name)) : input;
        var reduced = x.Linear(a.Tensor); // [B, T, r]
        var scaled = _scale == 1 ? reduced : reduced.Scale(_scale); // the narrow side: r numbers a token, not out

        return output.Add(scaled.Linear(b.Tensor)); // [B, T, out]
    }
}
