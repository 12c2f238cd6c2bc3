using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Increlora;

/// <summary>Starts every module with rank 1 and adds where the loss depends on it most.</summary>
/// <remarks>
/// Zhang et al., "IncreLoRA: Incremental Parameter Allocation Method for Parameter-Efficient Fine-tuning", 2023, Sec. 3. The update has AdaLoRA's form;
/// the importance of a module is the mean of its components' (Eq. 8). A new component starts with a factor of zero. The paper's advance
/// learning, which trains the next component beforehand, is left out.
/// </remarks>
public sealed record IncreloraConfig : TripletConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "increlora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The most rank that one module can get: four times the mean rank in the end.</summary>
    public override int Size => 4 * Rank;

    /// <summary>The share of all steps after which no rank is added any more, in (0, 1]. Default 0.7.</summary>
    public double GrowthFraction { get; init; } = 0.7;
}
