using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>Adds what the trained numbers of one target make of its input.</summary>
/// <param name="owner">What shares the numbers out.</param>
/// <param name="target">The target's number.</param>
internal sealed class SptExtension(SptModule owner, int target) : ILinearExtension
{
    public Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var extended = output.Add(owner.ChangeOf(target, input)); // [B, T, out]

        return context.Training && owner.GradientOf(target) is { } change ? extended.Add(input.Linear(change)) : extended;
    }
}
