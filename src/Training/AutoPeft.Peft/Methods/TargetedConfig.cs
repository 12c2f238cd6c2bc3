using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method that changes linear modules one by one.</summary>
/// <remarks>Equal settings for several linear modules of a layer are one configuration with all of them as targets.</remarks>
public abstract record TargetedConfig : MethodConfig
{
    /// <summary>The linear modules that are adapted. At least one; default query and value.</summary>
    public ModuleKindSet Targets { get; init; } = [ModuleKind.Query, ModuleKind.Value];

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return Targets
            .Where(kind => shape.Find(layer, kind) is null)
            .Select(kind => $"targets names {ModuleKindNames.Of(kind)}, which layer {layer} of the model does not have.");
    }

    /// <inheritdoc/>
    public override MethodConfig? MergedWith(MethodConfig other) =>
        other is TargetedConfig targeted && targeted with { Targets = Targets } == this
            ? this with { Targets = Targets.Union(targeted.Targets) }
            : null;

    /// <inheritdoc/>
    public override bool Overlaps(MethodConfig other) =>
        other is TargetedConfig targeted && Targets.Intersects(targeted.Targets);

    /// <summary>The targets in these layers of a model.</summary>
    /// <exception cref="ArgumentException">A layer does not have one; found when it is reached.</exception>
    internal IEnumerable<ModuleShape> Modules(ImmutableArray<int> layers, ModelShape shape) =>
        from layer in layers
        from kind in Targets
        select shape.Find(layer, kind) ?? throw new ArgumentException($"Layer {layer} of the model has no {kind}.", nameof(shape));
}
