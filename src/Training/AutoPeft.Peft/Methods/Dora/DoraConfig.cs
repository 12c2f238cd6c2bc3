using System.Globalization;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed low-rank adaptation: <c>m · V / ‖V‖</c> with <c>V = W + Scale · B · A</c>, norms by output.</summary>
/// <remarks>
/// Liu et al., "DoRA: Weight-Decomposed Low-Rank Adaptation", ICML 2024, Eq. 5. The magnitude m, [out], starts as the norms of
/// W's rows and B at zero, so fresh modules leave the model unchanged. As in Sec. 4.3, the norm gets no gradient.
/// </remarks>
public sealed record DoraConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank of the update. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of <see cref="Scale"/>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The factor on the update: <c>Alpha / Rank</c>.</summary>
    public double Scale => Alpha / Rank;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (Rank < 1)
        {
            yield return $"rank is {Rank}; it must be at least 1.";
        }

        if (!(Alpha > 0 && double.IsFinite(Alpha)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"alpha is {Alpha}; it must be positive.");
        }

        foreach (var fault in base.Faults())
        {
            yield return fault;
        }
    }
}
