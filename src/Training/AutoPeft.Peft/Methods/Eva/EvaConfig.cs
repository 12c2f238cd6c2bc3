using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Eva;

/// <summary>Low-rank updates that start from the principal directions of their inputs, and get their ranks by the variance that those explain.</summary>
/// <remarks>
/// Paischer et al., "One Initialization to Rule them All: Fine-tuning via Explained Variance Adaptation", 2024: of all directions of all modules those
/// with the largest share of their module's variance are kept, as many as the mean rank allows. Here the directions are those of the first
/// batch, where the paper adds batches until they settle.
/// </remarks>
public sealed record EvaConfig : RankedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "eva";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>ρ, how many times the mean rank one module may get, rounded up. At least 1; default 2. With 1 every module gets the same.</summary>
    public double LargestShare { get; init; } = 2;

    /// <summary>R, the most rank that one module can get.</summary>
    public override int Size => (int)Math.Ceiling(Rank * LargestShare);

    /// <summary>The factor on the update: <c>Alpha / Rank</c> with the mean rank, the same whatever rank is found.</summary>
    public override double Scale => Alpha / Rank;

    /// <inheritdoc/>
    public override MethodConfig Folded() => new LoraConfig { Rank = Size, Alpha = Scale * Size, Targets = Targets };
}
