using AutoPeft.Models;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>
/// What re-parameterised layers share: <c>tanh(W₁ · E + b₁)</c>, [L, M] (Li and Liang 2021, Sec. 4.3).
/// </summary>
/// <param name="parameters">E [L, C], W₁ [M, C], b₁ [M].</param>
internal sealed class PrefixNetwork(IReadOnlyList<NamedTensor> parameters)
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = parameters;

    public static PrefixNetwork Create(PrefixTuningConfig config, int firstLayer, ModuleContext context)
    {
        var (length, hidden) = (config.PrefixLength, context.Shape.HiddenSize);
        var key = context.KeyOf(firstLayer, config.Method).For("shared");
        var embedding = context.Parameter(
            new(PrefixNames.Shared(firstLayer, "embedding"), new(length, hidden)),
            WeightInitialization.Normal(length * hidden, 1, key.For("embedding")));
        var product = Product(
            context,
            PrefixNames.Shared(firstLayer, "network"),
            new(config.ReparameterizationSize, hidden),
            key.For("network"));

        return new([embedding, .. product]);
    }

    /// <summary>
    /// Weight, [out, in], and bias, [out], of a product as PyTorch starts them: both uniform in ±1/√in.
    /// </summary>
    public static NamedTensor[] Product(ModuleContext context, string name, Shape shape, RandomKey key) =>
    [
        context.Parameter(
            new(name + ".weight", shape), WeightInitialization.KaimingUniform(shape.Count, shape[1], key.For("weight"))),
        context.Parameter(
            new(name + ".bias", new(shape[0])), WeightInitialization.KaimingUniform(shape[0], shape[1], key.For("bias"))),
    ];

    public Tensor Inner() =>
        Parameters[0].Tensor.Linear(Parameters[1].Tensor, Parameters[2].Tensor).Tanh(); // [L, M]
}
