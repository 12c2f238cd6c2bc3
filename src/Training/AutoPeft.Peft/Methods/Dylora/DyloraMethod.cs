using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>DyLoRA, described in <see cref="DyloraConfig"/>.</summary>
internal sealed class DyloraMethod : RankedMethod<DyloraConfig, DyloraExtension>
{
    public override string Name => DyloraConfig.MethodName;

    public override string Title => "DyLoRA";

    public override string Paper =>
        "Valipour et al., DyLoRA: Parameter-Efficient Tuning using Dynamic Search-Free Low-Rank Adaptation, EACL 2023";

    public override string Formula => "W x + b + (alpha / b) B[:, :b] A[:b] x, with b drawn anew in every training step";

    public override string ParameterFormula => "r (in + out) for each target; exported: r (in + out) with the rank r that is used";

    protected override ImmutableArray<ConfigField<DyloraConfig>> Settings { get; } =
    [
        Rank("The largest rank."),
        Alpha("b"),
        Setting.Targets<DyloraConfig>(),
        Setting.Whole(
            "used_rank",
            "The rank that is measured and exported; 0 for rank.",
            (DyloraConfig config) => config.UsedRank,
            (config, rank) => config with { UsedRank = rank })
            .In(new(0)),
        Setting.Choice(
            "ranks",
            "Whether every module uses that rank, or it is the mean of ranks that the modules share.",
            (DyloraConfig config) => config.Ranks,
            (config, ranks) => config with { Ranks = ranks }),
    ];

    public override TensorPart[] Parts(DyloraConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return
        [
            new(target + ".a", new(config.Rank, module.InputSize)),
            new(target + ".b", new(module.OutputSize, config.Rank)),
        ];
    }

    protected override IRankAllocator<DyloraExtension> Allocator(DyloraConfig config) => new DyloraAllocator(config);

    protected override DyloraExtension Update(DyloraConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var a = context.Kaiming(parts[0], context.KeyOf(module, Name));

        return new([a, context.Zeros(parts[1])], config, module, context.Model.Engine);
    }

    protected override ModuleWork Work(DyloraConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        (double)tokens * ((2 * config.Rank) + (2 * module.OutputSize)));
}
