using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>Adds what the whole bottleneck makes of the block's input, or in training what the experts of the step make of it.</summary>
/// <param name="parameters">Down weight, down bias, up weight, up bias.</param>
/// <param name="down">The experts of the down weight; null where it is shared.</param>
/// <param name="up">The experts of the up weight; null where it is shared.</param>
/// <param name="config">The settings.</param>
internal sealed class MosaExtension(NamedTensor[] parameters, SparseExperts? down, SparseExperts? up, MosaConfig config) : ISublayerExtension
{
    private readonly Bottleneck _whole = new(parameters, config.Activation, config.Scale);

    public IReadOnlyList<NamedTensor> Parameters => parameters;

    public IEnumerable<Tensor> Constants => [.. down?.Constants ?? [], .. up?.Constants ?? []];

    public Tensor Addition(SublayerState state, ForwardContext context) =>
        (context.Training ? OfStep(context.Key) : _whole).Apply(state.Input); // [B, T, C]

    // The names tell the draws of different layers apart.
    private Bottleneck OfStep(RandomKey step) => new(
        [
            parameters[0] with { Tensor = down?.Of(step.For(parameters[0].Name).Below(0, config.Experts)) ?? parameters[0].Tensor },
            parameters[1],
            parameters[2] with { Tensor = up?.Of(step.For(parameters[2].Name).Below(0, config.Experts)) ?? parameters[2].Tensor },
            parameters[3],
        ],
        config.Activation,
        config.Scale);
}
