using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that trains low-rank updates of some layers at a time.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class SampledMethod<TConfig> : LowRankMethod<TConfig>
    where TConfig : SampledConfig, new()
{
    public sealed override string ParameterFormula => "r (in + out) for each target";

    /// <summary>How many layers are trained at a time.</summary>
    protected static ConfigField<TConfig> ActiveLayers { get; } = Setting.Count(
        "active_layers",
        "How many layers are trained at a time.",
        (TConfig config) => config.ActiveLayers,
        (config, layers) => config with { ActiveLayers = layers });

    /// <summary>A, [r, in], and B, [out, r].</summary>
    public sealed override TensorPart[] Parts(TConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return [new(target + ".a", new(config.Rank, module.InputSize)), new(target + ".b", new(module.OutputSize, config.Rank))];
    }

    /// <summary>What chooses the layers, and what it remembers.</summary>
    protected abstract (ILayerSampler Sampler, IReadOnlyList<NamedTensor> State) Sampler(
        TConfig config, ImmutableArray<int> layers, ModuleContext context);

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var (sampler, state) = Sampler(config, layers, context);

        return new SampledModule(
            [.. config.Modules(layers, context.Shape).Select(module => (module, Extend(config, module, context)))], sampler, state);
    }

    protected sealed override TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var a = context.Kaiming(parts[0], context.KeyOf(module, Name));

        return new LoraExtension((a, context.Zeros(parts[1])), null, (LoraConfig)config.Folded(), TargetOf(module));
    }

    protected sealed override ModuleWork Work(TConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        (double)tokens * ((2 * config.Rank) + (2 * module.OutputSize))); // A x, scaled; B A x, added
}
