using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Mos;

/// <summary>MoS, described in <see cref="MosConfig"/>.</summary>
internal sealed class MosMethod : SharingMethod<MosConfig>
{
    public override string Name => MosConfig.MethodName;

    public override string Title => "MoS";

    public override string Paper => "Wang et al., MoS: Unleashing Parameter Efficiency of Low-Rank Adaptation with Mixture of Shards, ICLR 2025";

    public override string Formula => "W x + b + (alpha / rank) B A x, with rows of A and columns of B made of shards of shared pools";

    public override string ParameterFormula => "e times the sum of the different input sizes and of the different output sizes of all targets";

    protected override bool TrainsShared => true;

    protected override ImmutableArray<ConfigField<MosConfig>> Settings { get; } =
    [
        Setting.Size("rank", "The rank of every module's update.", (MosConfig config) => config.Rank, (config, rank) => config with { Rank = rank }),
        Setting.Positive(
            "alpha",
            "The numerator of the scale alpha / rank.",
            (MosConfig config) => config.Alpha,
            (config, alpha) => config with { Alpha = alpha }),
        Setting.Targets<MosConfig>(),
        Setting.Count(
            "pool_rank",
            "The rows that a pool could make without using a shard twice.",
            (MosConfig config) => config.PoolRank,
            (config, rank) => config with { PoolRank = rank }),
        Setting.Count(
            "shards",
            "The shards that a row is made of; divides both sides of a module.",
            (MosConfig config) => config.Shards,
            (config, shards) => config with { Shards = shards }),
    ];

    /// <summary>Nothing of its own: its shards are in the pools.</summary>
    public override TensorPart[] Parts(MosConfig config, ModuleShape module) => [];

    /// <summary>A pool for each input size and one for each output size, [e l, size / l], named by the size.</summary>
    protected override TensorPart[] Shared(MosConfig config, ModuleShape[] modules, string stem)
    {
        TensorPart Pool(string factor, int size) =>
            new($"{stem}.{factor}{size}", new(config.PoolRank * config.Shards, size / config.Shards));

        return
        [
            .. modules.Select(module => module.InputSize).Distinct().Select(size => Pool("a", size)),
            .. modules.Select(module => module.OutputSize).Distinct().Select(size => Pool("b", size)),
        ];
    }

    protected override float[] First(TensorPart shared, RandomKey key) => shared.Name[shared.Name.LastIndexOf('.') + 1] == 'b'
        ? new float[shared.Shape.Count]
        : WeightInitialization.KaimingUniform(shared.Shape.Count, shared.Shape.Last, key);

    protected override TargetExtension Extend(MosConfig config, ModuleShape module, NamedTensor[] shared, ModuleContext context) => new MosExtension(
        (shared.Single(pool => pool.Name.EndsWith($".a{module.InputSize}", StringComparison.Ordinal)).Tensor,
            shared.Single(pool => pool.Name.EndsWith($".b{module.OutputSize}", StringComparison.Ordinal)).Tensor),
        config,
        module);

    protected override ModuleWork Work(MosConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        ((double)tokens * ((2 * config.Rank) + (2 * module.OutputSize))) + ((double)config.Rank * (module.InputSize + module.OutputSize)));
}
