using AutoPeft.Models;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>A bottleneck whose two weights are put together anew in every forward pass.</summary>
/// <param name="rule">A, [n, n, n], which other layers use too.</param>
/// <param name="parameters">Left, right and bias of the product down, then of the product up.</param>
/// <param name="config">The settings.</param>
/// <param name="hidden">C.</param>
internal sealed class CompacterBottleneck(NamedTensor rule, NamedTensor[] parameters, CompacterConfig config, int hidden)
    : Bottleneck(parameters, config.Activation, config.Scale)
{
    private readonly HypercomplexWeight _down = new(config.PhmDimension, hidden, config.BottleneckSize);
    private readonly HypercomplexWeight _up = new(config.PhmDimension, config.BottleneckSize, hidden);

    protected override (Tensor Weight, Tensor Bias) Down =>
        (_down.Of(rule.Tensor, Parameters[0].Tensor, Parameters[1].Tensor), Parameters[2].Tensor);

    protected override (Tensor Weight, Tensor Bias) Up =>
        (_up.Of(rule.Tensor, Parameters[3].Tensor, Parameters[4].Tensor), Parameters[5].Tensor);
}
