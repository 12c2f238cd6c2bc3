using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that changes linear modules one by one.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class TargetedMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : TargetedConfig, new()
{
    public override bool Mergeable => true;

    /// <summary>Whether it adds a number to each output, which only a module with a bias can hold.</summary>
    protected virtual bool NeedsBias => false;

    public sealed override bool FoldsInto(ModelShape shape, PeftGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);

        return ((TargetedConfig)group.Method).Modules(group.Layers, shape).All(FoldsInto);
    }

    /// <summary>The trained tensors of one linear module, with our names: together they are the formula of the parameters.</summary>
    public abstract TensorPart[] Parts(TConfig config, ModuleShape module);

    /// <summary>The constants of one linear module that an export holds, with our names.</summary>
    protected virtual TensorPart[] Kept(TConfig config, ModuleShape module) => [];

    /// <summary>What one linear module computes and keeps for a batch of so many tokens.</summary>
    protected abstract ModuleWork Work(TConfig config, ModuleShape module, long tokens);

    /// <summary>The part of what a module holds for a batch that the backward pass needs.</summary>
    protected virtual double KeptShare => 0.25;

    /// <summary>The extension of one linear module, with fresh weights.</summary>
    protected abstract TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context);

    protected override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        config.Modules(layers, shape).SelectMany(module => Parts(config, module).Concat(Kept(config, module)));

    protected override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new TargetedModule([.. config.Modules(layers, context.Shape).Select(module => (module, Extend(config, module, context)))]);

    // Modules of one kind and size cost the same, and a search asks for thousands of costs.
    protected override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context) =>
        config.Modules(layers, context.Shape)
            .GroupBy(module => (module.Kind, module.InputSize, module.OutputSize, module.HasBias))
            .Aggregate(MethodCost.Zero, (sum, same) => sum + CostOf(config, same.First(), context).Times(same.Count()));

    /// <summary>The target's part of the name of each tensor: <c>layers.3.lora.query</c>.</summary>
    protected string TargetOf(ModuleShape module) => TargetNames.Of(module, Name);

    private bool FoldsInto(ModuleShape module) => Mergeable && (module.HasBias || !NeedsBias);

    private MethodCost CostOf(TConfig config, ModuleShape module, CostContext context)
    {
        var trained = Count(Parts(config, module));
        var (flops, activations) = Work(config, module, context.Batch.Tokens);

        return new()
        {
            Trainable = trained,
            Counted = trained,
            Saved = config.Folded() is TargetedConfig folded && folded != config
                ? Saved(folded, module, context.Shape)
                : trained + Count(Kept(config, module)),
            ForwardFlops = flops,
            InferenceFlops = FoldsInto(module) ? 0 : flops,
            Activations = activations,
            Kept = KeptShare * activations,
        };
    }

    private static long Saved(TargetedConfig folded, ModuleShape module, ModelShape shape)
    {
        var group = new PeftGroup(folded with { Targets = [module.Kind] }, [module.Layer]);

        return MethodRegistry.BuiltIn.Of(folded).SavedTensors(group, shape).Sum(part => (long)part.Shape.Count);
    }

    private static long Count(TensorPart[] parts) => parts.Sum(part => (long)part.Shape.Count);
}
