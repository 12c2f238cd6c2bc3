using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Salt;

/// <summary>
/// Scales and shifts the largest singular values of a weight and adds a low-rank update between the other directions:
/// <c>U₁ diag(α σ + β) V₁ᵀ + U₂ (Σ₂ + X Y) V₂ᵀ</c>.
/// </summary>
/// <remarks>
/// Elsayed et al., "SALT: Singular Value Adaptation with Low-Rank Transformation", 2025, Sec. 2: <c>W = U Σ Vᵀ</c>, α and β act on the Rank largest
/// values, X Y of rank <see cref="RestRank"/> on the rest. α starts at one, β and X at zero, so fresh modules leave the model unchanged (the
/// authors' code starts X from N(0, 0.01), and cuts negative elements of the changed Σ, which the low rank of the update would not survive).
/// </remarks>
public sealed record SaltConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "salt";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>d, the rank of the update of the rest. At least 1, at most what is left of both sides; default 4.</summary>
    public int RestRank { get; init; } = 4;

    /// <summary>1: what is trained are singular values themselves.</summary>
    public override double Scale => 1;

    /// <summary>A plain low-rank module of both ranks together.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Rank + RestRank, Alpha = Rank + RestRank, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return base.Misfits(shape, layer).Concat(Targets
            .Where(kind => shape.Find(layer, kind) is { } module && Rank + RestRank > Math.Min(module.InputSize, module.OutputSize))
            .Select(kind => $"rank and rest_rank are {Rank + RestRank} together, more than {ModuleKindNames.Of(kind)} of layer {layer} has rows or columns."));
    }
}
