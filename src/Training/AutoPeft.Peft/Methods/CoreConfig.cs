using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method that trains a small core between frozen factors of the weight itself.</summary>
public abstract record CoreConfig : LowRankConfig
{
    /// <inheritdoc/>
    protected override bool IsBoundBySides => true;

    /// <summary>A plain low-rank module: the core is part of B.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Rank, Alpha = Scale * Rank, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
