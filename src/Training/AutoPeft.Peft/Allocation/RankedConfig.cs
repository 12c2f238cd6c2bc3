using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Allocation;

/// <summary>The settings that all methods share which find the rank of every module while they train.</summary>
/// <remarks>What they find is exported as plain low-rank modules, each of its own rank, so every reader of LoRA can hold it.</remarks>
public abstract record RankedConfig : LowRankConfig
{
    /// <summary>R, the components that a module has to begin with or may grow to.</summary>
    public abstract int Size { get; }

    /// <summary>The factor on the update: <c>Alpha / Size</c>, the same whatever rank is found.</summary>
    public override double Scale => Alpha / Size;

    /// <summary>The largest low-rank modules that may be found; a training finds its own.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Size, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
