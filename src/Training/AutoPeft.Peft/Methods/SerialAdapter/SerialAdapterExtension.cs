using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>Adds <c>Scale · Up(f(Down(Norm(h + x))))</c>, or the same of h, at the end of a block.</summary>
internal sealed class SerialAdapterExtension(Bottleneck bottleneck, SerialInput input = SerialInput.Normalized) : ISublayerExtension
{
    public Tensor Addition(SublayerState state, ForwardContext context) =>
        bottleneck.Apply(input == SerialInput.Normalized ? state.Normalize(state.Output) : state.Output); // [B, T, C]
}
