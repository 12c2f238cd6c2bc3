using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>Adds <c>Scale · Up(f(Down(Norm(h + x))))</c> at the end of a block.</summary>
internal sealed class SerialAdapterExtension(Bottleneck bottleneck) : ISublayerExtension
{
    public Tensor Addition(SublayerState state, ForwardContext context) =>
        bottleneck.Apply(state.Normalize(state.Output)); // [B, T, C]
}
