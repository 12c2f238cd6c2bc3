using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Sora;

/// <summary>Low-rank updates with a gate for each component that is driven to exactly zero where it is not needed.</summary>
/// <remarks>
/// Ding et al., "Sparse Low-rank Adaptation of Pre-trained Language Models", EMNLP 2023, Eqs. 3 to 6: <c>Wu (g ⊙ (Wd x))</c>; after each step every gate
/// is soft-thresholded by <c>learning rate · sparsity</c> (a proximal step for an L1 penalty). Gates start at one and Wu at zero, so fresh modules leave
/// the model unchanged.
/// </remarks>
public sealed record SoraConfig : RankedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "sora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank in the beginning, which is the largest.</summary>
    public override int Size => Rank;

    /// <summary>λ, the weight of the L1 penalty on the gates. Positive; default 0.1.</summary>
    public double Sparsity { get; init; } = 0.1;
}
