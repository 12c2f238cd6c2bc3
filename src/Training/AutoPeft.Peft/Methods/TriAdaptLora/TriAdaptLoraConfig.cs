using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.TriAdaptLora;

/// <summary>Starts every module with rank 1 and adds where the core between its two matrices grows most: <c>Scale · B · (L + U) · A</c>.</summary>
/// <remarks>
/// Liang et al., "TriAdaptLoRA: Brain-Inspired Triangular Adaptive Low-Rank Adaptation for Parameter-Efficient Fine-Tuning", 2025, with the authors' code:
/// L is lower and U upper triangular, so that a new component adds a row to one and a column to the other; the importance of a module is how much
/// ‖L + U‖ has grown since the last decision, over its rank, and a share of the budget that rises with time says how many modules get more. A and B start
/// normal, L and U at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record TriAdaptLoraConfig : RankedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "triadaptlora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The most rank that one module can get: four times the mean rank in the end.</summary>
    public override int Size => 4 * Rank;

    /// <summary>The rank that a chosen module gets more in one decision. At least 1; default 1.</summary>
    public int Increment { get; init; } = 1;

    /// <summary>The steps between two decisions. At least 1; default 20.</summary>
    public int Interval { get; init; } = 20;

    /// <summary>The share of all steps after which the whole budget may be given away at once, in (0, 1]. Default 0.7.</summary>
    public double GrowthFraction { get; init; } = 0.7;
}
