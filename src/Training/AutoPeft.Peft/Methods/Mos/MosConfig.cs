using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Mos;

/// <summary>Low-rank updates whose factors are put together from shards of two pools that all modules share.</summary>
/// <remarks>
/// Wang et al., "MoS: Unleashing Parameter Efficiency of Low-Rank Adaptation with Mixture of Shards", ICLR 2025: every row of A and every column of B is a
/// sequence of <see cref="Shards"/> shards (vector sharding), drawn once and for all, for A and for B apart (pair dissociation), from pools of
/// <see cref="PoolRank"/> rows' worth of shards. Modules of equal width share a pool; shards that one module has for itself (shard privatisation) are not
/// built. The pool of B starts at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record MosConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "mos";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>e, the rows that a pool could make without using a shard twice. At least 1; default 8.</summary>
    public int PoolRank { get; init; } = 8;

    /// <summary>l, the shards of a row. At least 1, a divisor of both sides of a module; default 4.</summary>
    public int Shards { get; init; } = 4;

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return base.Misfits(shape, layer).Concat(Targets
            .Where(kind => Shards > 0 && shape.Find(layer, kind) is { } module && (module.InputSize % Shards != 0 || module.OutputSize % Shards != 0))
            .Select(kind => $"shards is {Shards}, which does not divide both sides of {ModuleKindNames.Of(kind)} of layer {layer}."));
    }
}
