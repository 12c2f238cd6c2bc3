using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>Adds <c>g · Up(f(Down(Norm(h + x))))</c> at the end of a block.</summary>
/// <param name="bottleneck">The two products.</param>
/// <param name="gate">g, of what they read.</param>
/// <param name="ones">C ones, [C, 1].</param>
internal sealed class GatedAdapter(Bottleneck bottleneck, SequenceGate gate, Tensor ones) : ISublayerExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [.. bottleneck.Parameters, .. gate.Parameters];

    public bool LooksAcrossTokens => true;

    public Tensor Addition(SublayerState state, ForwardContext context)
    {
        var normalized = state.Normalize(state.Output);

        return SequenceGate.Scaled(bottleneck.Apply(normalized), gate.Of(normalized, context), ones); // [B, T, C]
    }
}
