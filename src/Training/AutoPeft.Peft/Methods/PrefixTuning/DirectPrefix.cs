using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Keys and values of one layer that are trained as they are, [L, K] each.</summary>
internal sealed class DirectPrefix(NamedTensor keys, NamedTensor values) : IAttentionExtension
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [keys, values];

    public int Length => keys.Tensor.Shape[0];

    // N(0, 1) as PyTorch starts embeddings, which is what PEFT and AdapterHub train.
    public static DirectPrefix Create(PrefixTuningConfig config, int layer, ModuleContext context)
    {
        var parts = PrefixNames.Parts([layer], config.PrefixLength, context.Shape.KeyValueSize);
        var count = parts[0].Shape.Count;
        var key = context.KeyOf(layer, config.Method);

        return new(
            context.Parameter(parts[0], WeightInitialization.Normal(count, 1, key.For("keys"))),
            context.Parameter(parts[1], WeightInitialization.Normal(count, 1, key.For("values"))));
    }

    public Tensor Keys(ForwardContext context) => keys.Tensor;

    public Tensor Values(ForwardContext context) => values.Tensor;
}
