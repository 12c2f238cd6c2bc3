using AutoPeft.Models;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>What re-parameterised layers share: <c>tanh(W₁ · E + b₁)</c>, [L, M] (Li and Liang 2021, Sec. 4.3).</summary>
internal sealed class PrefixNetwork
{
    public PrefixNetwork(PrefixTuningConfig config, int firstLayer, ModuleContext context)
    {
        var (length, hidden, width) = (config.PrefixLength, context.Shape.HiddenSize, config.ReparameterizationSize);
        var key = context.KeyOf(firstLayer, config.Method).For("shared");
        Parameters =
        [
            context.Parameter(
                new(PrefixNames.Shared(firstLayer, "embedding"), new(length, hidden)),
                WeightInitialization.Normal(length * hidden, 1, key.For("embedding"))),
            .. Product(context, PrefixNames.Shared(firstLayer, "network"), new(width, hidden), key.For("network")),
        ];
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>Weight and bias of a product as PyTorch starts them: both uniform in ±1/√in.</summary>
    public static NamedTensor[] Product(
        ModuleContext context, string name, Shape shape, Primitives.Randomness.RandomKey key) =>
    [
        context.Parameter(
            new(name + ".weight", shape), WeightInitialization.KaimingUniform(shape.Count, shape[1], key.For("weight"))),
        context.Parameter(
            new(name + ".bias", new(shape[0])), WeightInitialization.KaimingUniform(shape[0], shape[1], key.For("bias"))),
    ];

    public Tensor Inner() =>
        Parameters[0].Tensor.Linear(Parameters[1].Tensor, Parameters[2].Tensor).Tanh(); // [L, M]
}
