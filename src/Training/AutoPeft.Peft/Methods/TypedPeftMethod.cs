using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>A method whose configurations are of one record type.</summary>
/// <typeparam name="TConfig">The record.</typeparam>
public abstract class TypedPeftMethod<TConfig> : PeftMethod
    where TConfig : MethodConfig
{
    /// <inheritdoc/>
    public sealed override MethodSettings Describe(MethodConfig config) => new(Settings(Typed(config)));

    /// <inheritdoc/>
    public sealed override MethodCost Cost(PeftGroup group, CostContext context)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);

        return Cost(Typed(group.Method), group.Layers, context);
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<TensorPart> SavedTensors(PeftGroup group, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(shape);

        return SavedTensors(Typed(group.Method), group.Layers, shape);
    }

    /// <inheritdoc/>
    public sealed override PeftModule Build(PeftGroup group, ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);

        return Build(Typed(group.Method), group.Layers, context);
    }

    /// <summary>The value of every field.</summary>
    protected abstract IEnumerable<KeyValuePair<string, SettingValue>> Settings(TConfig config);

    /// <summary>What the configuration costs in these layers together.</summary>
    protected abstract MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context);

    /// <summary>The tensors that an export of the configuration in these layers holds.</summary>
    protected abstract IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape);

    /// <summary>The modules of the configuration in these layers.</summary>
    protected abstract PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context);

    /// <summary>The configuration as this method's own.</summary>
    /// <exception cref="ArgumentException">It belongs to another method.</exception>
    protected TConfig Typed(MethodConfig config) =>
        config as TConfig ?? throw new ArgumentException($"{config?.Method} is not {Name}.", nameof(config));
}
