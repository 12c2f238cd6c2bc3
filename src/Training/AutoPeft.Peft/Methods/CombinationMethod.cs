using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>
/// A name for several methods together. A configuration holds its members (<see cref="Placement.MethodConfig.Members"/>), so only they are built,
/// saved and exported.
/// </summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class CombinationMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : Placement.MethodConfig, new()
{
    public sealed override bool IsCombination => true;

    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context) => config.Members.Aggregate(
        MethodCost.Zero, (sum, member) => sum + MethodRegistry.BuiltIn.Of(member).Cost(new(member, layers), context));

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        config.Members.SelectMany(member => MethodRegistry.BuiltIn.Of(member).SavedTensors(new(member, layers), shape));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        throw new ArgumentException($"{Name} is built as its members.", nameof(config));
}
