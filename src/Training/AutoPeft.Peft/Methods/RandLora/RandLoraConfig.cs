using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.RandLora;

/// <summary>A full-rank update from random low-rank bases that all modules share: <c>W + Scale · Σᵢ B(ᵢ) Λᵢ A Γᵢ</c>.</summary>
/// <remarks>
/// Albert et al., "RandLoRA: Full-rank Parameter-efficient Fine-tuning of Large Models", ICLR 2025, Eqs. 3 and 4, with one A for all bases as in its
/// Sec. 4.2. The random A and B are frozen; the diagonals Λ and Γ are trained. As many bases are summed as reach full rank. Λ starts at zero, so fresh
/// modules leave the model unchanged.
/// </remarks>
public sealed record RandLoraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "randlora";

    /// <summary>Bases of rank 32 with a scale of 20, as in PEFT.</summary>
    public RandLoraConfig() => (Rank, Alpha) = (32, 640);

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>n, the bases that a module sums: as many of this rank as its smaller side needs.</summary>
    internal int Bases(ModuleShape module) => Bases(Math.Min(module.InputSize, module.OutputSize));

    /// <summary>n for a smaller side of this length.</summary>
    internal int Bases(int side) => (side + Rank - 1) / Rank;
}
