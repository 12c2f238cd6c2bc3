using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>Adds <c>g · B · A · x</c> to the output of a linear module.</summary>
/// <param name="parameters">A, [r, in], and B, [out, r].</param>
/// <param name="gate">g, of x.</param>
/// <param name="ones">r ones, [r, 1].</param>
internal sealed class GatedLora(NamedTensor[] parameters, SequenceGate gate, Tensor ones) : ILinearExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [.. parameters, .. gate.Parameters];

    public bool LooksAcrossTokens => true;

    public Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var reduced = input.Linear(parameters[0].Tensor); // [B, T, r]

        return output.Add(SequenceGate.Scaled(reduced, gate.Of(input, context), ones).Linear(parameters[1].Tensor)); // [B, T, out]
    }
}
