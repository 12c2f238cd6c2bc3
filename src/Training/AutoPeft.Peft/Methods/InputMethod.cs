using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that puts trained positions in front of the text, before the first layer.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class InputMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : InputConfig, new()
{
    public sealed override bool Mergeable => false;

    internal sealed override bool ReachesAllLayers => true;

    /// <summary>The length as the size.</summary>
    protected static ConfigField<TConfig> Length { get; } = Setting.Size(
        "prompt_length",
        "The trained positions in front of the text.",
        (TConfig config) => config.PromptLength,
        (config, length) => config with { PromptLength = length });

    /// <summary>The trained tensors.</summary>
    public abstract TensorPart[] Parts(TConfig config, ModelShape shape);

    /// <summary>The trained tensors with fresh weights, in the order of <see cref="Parts"/>.</summary>
    protected abstract NamedTensor[] Start(TConfig config, ModuleContext context);

    protected abstract IInputExtension Extension(TConfig config, NamedTensor[] parameters, ModuleContext context);

    /// <summary>Operations and kept numbers beside those of the positions in front, for one batch.</summary>
    protected virtual ModuleWork Work(TConfig config, CostContext context) => default;

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        Parts(config, shape);

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var parameters = Start(config, context);

        return new InputModule(parameters, Extension(config, parameters, context));
    }

    /// <summary>Every position in front costs what a position of the text costs, in every layer.</summary>
    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var parameters = Parts(config, context.Shape).Sum(part => (long)part.Shape.Count);
        var longer = context with { Batch = context.Batch with { Length = context.Batch.Length + config.PromptLength } };
        var (with, without) = (new BaseModelCost(longer), new BaseModelCost(context));
        var (flops, activations) = Work(config, context);

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            ForwardFlops = with.ForwardFlops - without.ForwardFlops + flops,
            InferenceFlops = with.ForwardFlops - without.ForwardFlops + flops,
            Activations = with.Working(training: true) - without.Working(training: true) + activations,
            Kept = (context.Shape.Layers * (with.Kept - without.Kept)) + (activations / 4),
        };
    }
}
