using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Miss;

/// <summary>Matrix shard sharing, described in <see cref="MissConfig"/>.</summary>
internal sealed class MissMethod : TargetedMethod<MissConfig>
{
    public override string Name => MissConfig.MethodName;

    public override string Title => "MiSS";

    public override string Paper => "Kang and Yin, MiSS: Balancing LoRA Performance and Efficiency with Simple Shard Sharing, 2024";

    public override string Formula => "W x + b + D^T s, with s_j the sum of x_i over i mod rank = j";

    public override string ParameterFormula => "r out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new MissHuggingFace();

    protected override ImmutableArray<ConfigField<MissConfig>> Settings { get; } =
    [
        Setting.Size("rank", "The rows of the shared block.", (MissConfig config) => config.Rank, (config, rank) => config with { Rank = rank }),
        Setting.Targets<MissConfig>(),
    ];

    /// <summary>The block, [r, out].</summary>
    public override TensorPart[] Parts(MissConfig config, ModuleShape module) =>
        [new(TargetOf(module) + ".block", new(config.Rank, module.OutputSize))];

    protected override TargetExtension Extend(MissConfig config, ModuleShape module, ModuleContext context) =>
        new MissExtension(context.Zeros(Parts(config, module)[0]), module.InputSize, context.Model.Engine);

    protected override ModuleWork Work(MissConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        ((double)tokens * (config.Rank + (2 * module.OutputSize))) + ((double)config.Rank * module.OutputSize));
}
