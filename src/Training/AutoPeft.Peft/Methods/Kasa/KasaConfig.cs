using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Kasa;

/// <summary>Takes the weakest directions out of a weight and learns an update in the form of singular values: <c>W − U S Vᵀ + Scale · B · diag(e) · A</c>.</summary>
/// <remarks>
/// Wang et al., "KaSA: Knowledge-Aware Singular-Value Adaptation of Large Language Models", ICLR 2025, Sec. 3: U S Vᵀ are the Rank smallest singular
/// values of W with their vectors (Eqs. 4 and 5), e is trained with B and A (Eq. 7), and the loss keeps e small and B and A near orthonormal
/// (Eqs. 9 to 12). B starts at zero; fresh modules change the model by what they take out.
/// </remarks>
public sealed record KasaConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "kasa";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>β, the weight of <c>‖e‖²</c> in the loss. At least 0; default 1e-4.</summary>
    public double ValuePenalty { get; init; } = 1e-4;

    /// <summary>γ, the weight of <c>‖A Aᵀ − I‖² + ‖Bᵀ B − I‖²</c> in the loss. At least 0; default 1e-3.</summary>
    public double Orthogonality { get; init; } = 1e-3;

    /// <summary>A plain low-rank module of twice the rank: what is taken out is the other half.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = 2 * Rank, Alpha = 2 * Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return base.Misfits(shape, layer).Concat(Targets
            .Where(kind => shape.Find(layer, kind) is { } module && Rank >= Math.Min(module.InputSize, module.OutputSize))
            .Select(kind => $"rank is {Rank}, so that nothing remains of {ModuleKindNames.Of(kind)} of layer {layer}."));
    }
}
