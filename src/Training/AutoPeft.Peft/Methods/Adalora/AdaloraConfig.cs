using System.Globalization;
using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Adalora;

/// <summary>Starts with more rank than is wanted and takes away where the loss depends on it least.</summary>
/// <remarks>
/// Zhang et al., "AdaLoRA: Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning", ICLR 2023: the update is
/// <c>P Λ Q</c> (Eq. 3) with P and Q kept near orthogonal (Eq. 4); components are ranked by importance (Eqs. 7 to 9) and the number of those
/// that remain falls with the cube of time (Eq. 11). Λ starts at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record AdaloraConfig : TripletConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "adalora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>
    /// The rank that each module has in the beginning, at least <see cref="LowRankConfig.Rank"/>; 0, the default, for one and a half times as
    /// much, rounded up.
    /// </summary>
    public int InitialRank { get; init; }

    /// <summary>The rank that each module has in the beginning.</summary>
    public override int Size => InitialRank > 0 ? InitialRank : ((3 * Rank) + 1) / 2;

    /// <summary>The share of all steps before anything is taken away, in [0, 1). Default 0.1.</summary>
    public double WarmupFraction { get; init; } = 0.1;

    /// <summary>The share of all steps at the end in which the ranks stay, in [0, 1). Default 0.3.</summary>
    public double FinalFraction { get; init; } = 0.3;

    /// <summary>The steps between two decisions. At least 1; default 10.</summary>
    public int Interval { get; init; } = 10;

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Contradictions()
    {
        if (WarmupFraction + FinalFraction >= 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"warmup_fraction is {WarmupFraction} and final_fraction {FinalFraction}; together they must be less than 1.");
        }

        if (InitialRank != 0 && InitialRank < Rank)
        {
            yield return $"initial_rank is {InitialRank}; it must be at least rank, which is {Rank}, or 0 for one and a half times as much.";
        }
    }
}
