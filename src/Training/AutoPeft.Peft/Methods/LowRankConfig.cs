using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method whose update of a linear module has a rank, and a scale that divides by it.</summary>
public abstract record LowRankConfig : TargetedConfig
{
    /// <summary>The rank: what exactly, each method says. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of <see cref="Scale"/>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The factor on the update: <c>Alpha / Rank</c> where a method says nothing else.</summary>
    public virtual double Scale => Alpha / Rank;

    /// <summary>Whether a rank above a side of a module has no meaning, because the update is made of the weight's own directions.</summary>
    protected virtual bool IsBoundBySides => false;

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return base.Misfits(shape, layer).Concat(Targets
            .Where(kind => IsBoundBySides && shape.Find(layer, kind) is { } module && Rank > Math.Min(module.InputSize, module.OutputSize))
            .Select(kind => $"rank is {Rank}, more than {ModuleKindNames.Of(kind)} of layer {layer} has rows or columns."));
    }
}
