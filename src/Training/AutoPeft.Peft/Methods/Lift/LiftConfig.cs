using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lift;

/// <summary>Trains only those elements of a weight that are largest in its low-rank approximation.</summary>
/// <remarks>
/// Liu et al., "LIFT the Veil for the Truth: Principal Weights Emerge after Rank Reduction for Reasoning-Focused Supervised Fine-Tuning", ICML 2025,
/// Sec. 3: of the approximation of W of rank <see cref="ApproximationRank"/> the <see cref="Count"/> elements of largest magnitude. They are chosen once,
/// in the beginning (the paper does so again every few hundred steps). What is trained is their change, which starts at zero, so fresh modules leave the
/// model unchanged.
/// </remarks>
public sealed record LiftConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lift";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>k, the trained elements of each weight. At least 1, at most all of them; default 2048.</summary>
    public int Count { get; init; } = 2048;

    /// <summary>The rank of the approximation. At least 1, at most both sides of a module; default 8.</summary>
    public int ApproximationRank { get; init; } = 8;

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        foreach (var fault in base.Misfits(shape, layer))
        {
            yield return fault;
        }

        foreach (var module in Targets.Select(kind => shape.Find(layer, kind)).OfType<ModuleShape>())
        {
            var (weights, name) = ((long)module.InputSize * module.OutputSize, ModuleKindNames.Of(module.Kind));
            if (Count > weights)
            {
                yield return $"count is {Count}, more than the {weights} weights that {name} of layer {layer} has.";
            }

            if (ApproximationRank > Math.Min(module.InputSize, module.OutputSize))
            {
                yield return $"approximation_rank is {ApproximationRank}, more than {name} of layer {layer} has rows or columns.";
            }
        }
    }
}
