using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Allocation;

/// <summary>The settings of low-rank updates of which only those of some layers are trained at a time.</summary>
/// <remarks>They are exported as the plain low-rank modules that they are.</remarks>
public abstract record SampledConfig : LowRankConfig
{
    /// <summary>How many layers are trained at a time; all of them where there are no more. At least 1; default 2.</summary>
    public int ActiveLayers { get; init; } = 2;

    /// <summary>The same without the schedule.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Rank, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
