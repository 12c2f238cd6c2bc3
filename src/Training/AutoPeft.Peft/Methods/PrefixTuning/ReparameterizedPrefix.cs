using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Keys and values of one layer that come out of a network shared with other layers.</summary>
/// <param name="network">What is shared.</param>
/// <param name="parameters">The second product for the keys, W [K, M] and b [K], then the one for the values.</param>
internal sealed class ReparameterizedPrefix(PrefixNetwork network, IReadOnlyList<NamedTensor> parameters) : IAttentionExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = parameters;

    public int Length => network.Parameters[0].Tensor.Shape[0];

    public static ReparameterizedPrefix Create(
        PrefixTuningConfig config, int layer, PrefixNetwork network, ModuleContext context)
    {
        var shape = new Shape(context.Shape.KeyValueSize, config.ReparameterizationSize);
        var key = context.KeyOf(layer, config.Method);

        return new(network,
        [
            .. PrefixNetwork.Product(context, PrefixNames.Keys(layer), shape, key.For("keys")),
            .. PrefixNetwork.Product(context, PrefixNames.Values(layer), shape, key.For("values")),
        ]);
    }

    public Tensor Keys(ForwardContext context) => Product(0); // [L, K]

    public Tensor Values(ForwardContext context) => Product(2); // [L, K]

    private Tensor Product(int first) => network.Inner().Linear(Parameters[first].Tensor, Parameters[first + 1].Tensor);
}
