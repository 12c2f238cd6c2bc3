using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>Adds <c>Scale · Up(f(Down(x)))</c> at the end of a block, with x what the block was given.</summary>
internal sealed class ParallelAdapterExtension(Bottleneck bottleneck) : ISublayerExtension
{
    public Tensor Addition(SublayerState state, ForwardContext context) => bottleneck.Apply(state.Input); // [B, T, C]
}
