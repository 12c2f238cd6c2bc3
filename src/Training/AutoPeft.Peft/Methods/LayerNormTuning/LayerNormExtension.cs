using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.LayerNormTuning;

/// <summary>Trained copies of one norm's weight and, where it has one, bias.</summary>
internal sealed record LayerNormExtension(NormShape Norm, NamedTensor[] Parameters) : INormExtension
{
    public Tensor Weight => Parameters[0].Tensor;

    public Tensor? Bias => Parameters.Length > 1 ? Parameters[1].Tensor : null;
}
