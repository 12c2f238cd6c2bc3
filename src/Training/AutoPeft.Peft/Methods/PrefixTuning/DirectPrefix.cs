using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Keys and values of one layer that are trained as they are.</summary>
internal sealed class DirectPrefix : IAttentionExtension
{
    private readonly Tensor _keys;
    private readonly Tensor _values;

    public DirectPrefix(PrefixTuningConfig config, int layer, ModuleContext context)
    {
        var parts = PrefixNames.Parts([layer], config.PrefixLength, context.Shape.KeyValueSize);
        var count = parts[0].Shape.Count;
        var key = context.KeyOf(layer, config.Method);
        // N(0, 1) as PyTorch starts embeddings, which is what PEFT and AdapterHub train.
        Parameters =
        [
            context.Parameter(parts[0], WeightInitialization.Normal(count, 1, key.For("keys"))),
            context.Parameter(parts[1], WeightInitialization.Normal(count, 1, key.For("values"))),
        ];
        (_keys, _values) = (Parameters[0].Tensor, Parameters[1].Tensor);
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    public int Length => _keys.Shape[0];

    public Tensor Keys(ForwardContext context) => _keys;

    public Tensor Values(ForwardContext context) => _values;
}
