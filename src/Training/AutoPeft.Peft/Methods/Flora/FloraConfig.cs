using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Flora;

/// <summary>A low-rank update with a trained core between its factors: <c>W + Scale · B · G · A</c>.</summary>
/// <remarks>
/// Si et al., "FLoRA: Low-Rank Core Space for N-dimension", 2024, Eq. 3 for matrices (a Tucker decomposition of the update): A, [Rank, in], and
/// B, [out, Rank], start Kaiming-uniform and the core G, [Rank, Rank], at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record FloraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "flora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>A plain low-rank module: the core is part of B.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Rank, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
