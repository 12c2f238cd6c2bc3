namespace AutoPeft.Peft.Methods.Miss;

/// <summary>Matrix shard sharing: one trained block, repeated along the inputs, is added to the frozen weight.</summary>
/// <remarks>
/// Kang and Yin, "MiSS: Balancing LoRA Performance and Efficiency with Simple Shard Sharing", 2024 (first called Bone). With a block
/// D, [Rank, out], input i meets row <c>i mod Rank</c>: <c>y = W x + Dᵀ s</c> where <c>s</c> sums the inputs of equal remainder.
/// The block starts at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record MissConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "miss";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rows of the block. At least 1, at most the inputs of a module; default 16.</summary>
    public int Rank { get; init; } = 16;
}
