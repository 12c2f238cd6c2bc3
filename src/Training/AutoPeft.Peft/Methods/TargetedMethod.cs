using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that changes linear modules one by one and shares nothing between them.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class TargetedMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : TargetedConfig
{
    /// <summary>The key of the setting that names the linear modules.</summary>
    protected const string Targets = "targets";

    /// <summary>The tensors of one linear module, with our names.</summary>
    public abstract TensorPart[] Parts(TConfig config, ModuleShape module);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        Modules(config, layers, shape).SelectMany(module => Parts(config, module));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new TargetedModule(
        [
            .. Modules(config, layers, context.Shape)
                .Select(module => (module, Extend(config, module, context))),
        ]);

    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context) =>
        Modules(config, layers, context.Shape)
            .Aggregate(MethodCost.Zero, (sum, module) => sum + CostOf(config, module, context.Batch.Tokens));

    /// <summary>The extension of one linear module, with fresh weights.</summary>
    protected abstract TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context);

    /// <summary>The cost of one linear module for a batch of so many tokens.</summary>
    protected abstract MethodCost CostOf(TConfig config, ModuleShape module, long tokens);

    private static IEnumerable<ModuleShape> Modules(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        from layer in layers
        from kind in config.Targets
        select shape.Find(layer, kind) ?? throw new ArgumentException($"Layer {layer} of the model has no {kind}.", nameof(shape));
}
