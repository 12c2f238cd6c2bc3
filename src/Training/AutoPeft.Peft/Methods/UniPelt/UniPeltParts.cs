using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>Our names of the tensors: those of the gated modules with the method in front, <c>layers.3.unipelt.lora.query.a</c>, and of the gates.</summary>
internal static class UniPeltParts
{
    /// <summary>All tensors of these layers.</summary>
    public static IEnumerable<TensorPart> Of(UniPeltConfig config, ImmutableArray<int> layers, ModelShape shape) => layers.SelectMany(layer =>
        (config.Adapter is null ? [] : Adapter(config, layer, shape))
            .Concat(config.Prefix is null ? [] : Prefix(config, layer, shape))
            .Concat(Modules(config, layer, shape).SelectMany(module => Lora(config, module))));

    /// <summary>Down weight [D, C] and bias [D], up weight [C, D] and bias [C], gate weight [1, C] and bias [1].</summary>
    public static TensorPart[] Adapter(UniPeltConfig config, int layer, ModelShape shape)
    {
        var name = BottleneckNames.Of((layer, SublayerKind.FeedForward), config.Adapter!.Method);

        return [.. BottleneckNames.Parts(name, config.BottleneckSize, shape.HiddenSize).Select(Own), .. Gate(name, shape.HiddenSize)];
    }

    /// <summary>Keys [L, K], values [L, K], gate weight [1, C] and bias [1].</summary>
    public static TensorPart[] Prefix(UniPeltConfig config, int layer, ModelShape shape) =>
    [
        .. PrefixNames.Parts([layer], config.PrefixLength, shape.KeyValueSize).Select(Own),
        .. Gate($"layers.{layer}.{PrefixTuningConfig.MethodName}", shape.HiddenSize),
    ];

    /// <summary>A [r, in], B [out, r], gate weight [1, in] and bias [1].</summary>
    public static TensorPart[] Lora(UniPeltConfig config, ModuleShape module) =>
    [
        .. LoraNames.Parts(module, config.Rank).Select(Own),
        .. Gate(TargetNames.Of(module, LoraConfig.MethodName), module.InputSize),
    ];

    /// <summary>The linear modules of a layer that have an update.</summary>
    public static IEnumerable<ModuleShape> Modules(UniPeltConfig config, int layer, ModelShape shape) =>
        config.Lora?.Modules([layer], shape) ?? [];

    /// <summary>The tensor of a gated module under the name that it has here.</summary>
    public static TensorPart Own(TensorPart part)
    {
        var afterLayer = part.Name.IndexOf('.', "layers.".Length) + 1;

        return part with { Name = part.Name.Insert(afterLayer, UniPeltConfig.MethodName + ".") };
    }

    /// <summary>The gate's two tensors of the module whose tensors' names begin so.</summary>
    private static IEnumerable<TensorPart> Gate(string name, int inputs) =>
        new TensorPart[] { new(name + ".gate.weight", new(1, inputs)), new(name + ".gate.bias", new(1)) }.Select(Own);
}
