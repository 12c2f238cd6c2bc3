using System.Globalization;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>Trains only a small square matrix between the weight's own principal directions: <c>W + Scale · U S · R · Vᵀ</c>.</summary>
/// <remarks>
/// Bałazy et al., "LoRA-XS: Low-Rank Adaptation with Extremely Small Number of Parameters", 2024, Sec. 3: A = Vᵀ and B = U S come from the truncated singular value
/// decomposition of W and are frozen; R, [Rank, Rank], is trained. R starts at zero, so fresh modules leave the model unchanged (the paper starts it from
/// N(0, 1e-5)).
/// </remarks>
public sealed record LoraXsConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lora_xs";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The side of R. At least 1, at most both sides of a module; default 8.</summary>
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

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return base.Misfits(shape, layer).Concat(Targets
            .Where(kind => shape.Find(layer, kind) is { } module && Rank > Math.Min(module.InputSize, module.OutputSize))
            .Select(kind => $"rank is {Rank}, more than {ModuleKindNames.Of(kind)} of layer {layer} has rows or columns."));
    }

    /// <summary>A plain low-rank module: R is part of B.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Rank, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
