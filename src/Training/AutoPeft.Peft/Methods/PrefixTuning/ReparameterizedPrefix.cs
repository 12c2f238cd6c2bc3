using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Keys and values of one layer that come out of a network shared with other layers.</summary>
internal sealed class ReparameterizedPrefix : IAttentionExtension
{
    private readonly PrefixNetwork _network;

    public ReparameterizedPrefix(PrefixTuningConfig config, int layer, PrefixNetwork network, ModuleContext context)
    {
        var shape = new Shape(context.Shape.KeyValueSize, config.ReparameterizationSize);
        var key = context.KeyOf(layer, config.Method);
        _network = network;
        Length = config.PrefixLength;
        Parameters =
        [
            .. PrefixNetwork.Product(context, PrefixNames.Keys(layer), shape, key.For("keys")),
            .. PrefixNetwork.Product(context, PrefixNames.Values(layer), shape, key.For("values")),
        ];
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    public int Length { get; }

    public Tensor Keys(ForwardContext context) => _network.Inner().Linear(Parameters[0].Tensor, Parameters[1].Tensor); // [L, K]

    public Tensor Values(ForwardContext context) => _network.Inner().Linear(Parameters[2].Tensor, Parameters[3].Tensor); // [L, K]
}
