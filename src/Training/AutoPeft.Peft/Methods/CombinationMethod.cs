using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>
/// A name for several methods together. A configuration holds its members (<see cref="MethodConfig.Members"/>), so only they are built,
/// saved and exported.
/// </summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class CombinationMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : MethodConfig, new()
{
    public sealed override bool IsCombination => true;

    /// <summary>The combination that has the layer's members of its methods, if it can have them as they are.</summary>
    public sealed override MethodConfig? Combining(IReadOnlyCollection<MethodConfig> layer) =>
        Guess(layer) is { } config && config.Members.All(member => layer.Contains(member.Canonical())) ? config : null;

    /// <summary>The combination with the settings that it has in common with a layer's members; null without them. The caller checks the rest.</summary>
    protected abstract TConfig? Guess(IReadOnlyCollection<MethodConfig> layer);

    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context) => config.Members.Aggregate(
        MethodCost.Zero, (sum, member) => sum + MethodRegistry.BuiltIn.Of(member).Cost(new(member, layers), context));

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        config.Members.SelectMany(member => MethodRegistry.BuiltIn.Of(member).SavedTensors(new(member, layers), shape));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        throw new ArgumentException($"{Name} is built as its members.", nameof(config));
}
