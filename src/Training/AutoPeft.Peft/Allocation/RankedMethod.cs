using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that finds the rank of every module while it trains.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
/// <typeparam name="TExtension">The updates whose rank it changes.</typeparam>
internal abstract class RankedMethod<TConfig, TExtension> : LowRankMethod<TConfig>
    where TConfig : RankedConfig, new()
    where TExtension : RankedExtension
{
    /// <summary>What decides on the ranks.</summary>
    protected abstract IRankAllocator<TExtension> Allocator(TConfig config);

    /// <summary>The update of one linear module, with fresh weights.</summary>
    protected abstract TExtension Update(TConfig config, ModuleShape module, ModuleContext context);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        throw new ArgumentException($"{Name} is exported as what it found.", nameof(config));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) => new RankedModule<TExtension>(
        [.. config.Modules(layers, context.Shape).Select(shape => Update(config, shape, context))], Allocator(config));

    protected sealed override TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context) => Update(config, module, context);
}
