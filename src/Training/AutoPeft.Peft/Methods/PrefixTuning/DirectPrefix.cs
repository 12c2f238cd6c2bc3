using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Keys and values of one layer that are trained as they are.</summary>
internal sealed class DirectPrefix : IAttentionExtension
{
    private readonly Tensor _keys;
    private readonly Tensor _values;

    public DirectPrefix(PrefixTuningConfig config, int layer, ModuleContext context)
    {
        var shape = new Shape(config.PrefixLength, context.Shape.KeyValueSize);
        var key = context.KeyOf(layer, config.Method);
        // N(0, 1) as PyTorch starts embeddings, which is what PEFT and AdapterHub train.
        Parameters =
        [
            context.Parameter(PrefixNames.Keys(layer), WeightInitialization.Normal(shape.Count, 1, key.For("keys")), shape),
            context.Parameter(PrefixNames.Values(layer), WeightInitialization.Normal(shape.Count, 1, key.For("values")), shape),
        ];
        (_keys, _values) = (Parameters[0].Tensor, Parameters[1].Tensor);
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    public int Length => _keys.Shape[0];

    public Tensor Keys(ForwardContext context) => _keys;

    public Tensor Values(ForwardContext context) => _values;
}
