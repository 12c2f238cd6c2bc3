using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>A method whose configurations are of one record type.</summary>
/// <typeparam name="TConfig">The record; a new one holds the defaults.</typeparam>
internal abstract class TypedPeftMethod<TConfig> : PeftMethod
    where TConfig : MethodConfig, new()
{
    public sealed override ImmutableArray<MethodField> Fields => [.. Settings.Select(setting => setting.Field)];

    /// <summary>The settings, in the order in which they are written. Exactly one is the size.</summary>
    protected abstract ImmutableArray<ConfigField<TConfig>> Settings { get; }

    public sealed override MethodSettings Describe(MethodConfig config)
    {
        var typed = Typed(config);

        return new(Settings.Select(setting => KeyValuePair.Create(setting.Field.Name, setting.Read(typed))));
    }

    public sealed override IEnumerable<string> OutOfRange(MethodConfig config)
    {
        var typed = Typed(config);

        return Settings.Select(setting => setting.Problem(typed)).OfType<string>();
    }

    public sealed override MethodCost Cost(PeftGroup group, CostContext context)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);

        return Cost(Typed(group.Method), group.Layers, context);
    }

    public sealed override IEnumerable<TensorPart> SavedTensors(PeftGroup group, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(shape);

        return SavedTensors(Typed(group.Method), group.Layers, shape);
    }

    public sealed override PeftModule Build(PeftGroup group, ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(context);

        return Build(Typed(group.Method), group.Layers, context);
    }

    protected sealed override MethodConfig Create(MethodSettings settings) =>
        Settings.Aggregate(new TConfig(), (config, setting) => setting.Write(config, settings));

    /// <summary>What the configuration costs in these layers together.</summary>
    protected abstract MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context);

    /// <summary>The tensors that an export of the configuration in these layers holds.</summary>
    protected abstract IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape);

    /// <summary>The modules of the configuration in these layers.</summary>
    protected abstract PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context);

    private TConfig Typed(MethodConfig config) =>
        config as TConfig ?? throw new ArgumentException($"{config?.Method} is not {Name}.", nameof(config));
}
