using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.HydraLora;

/// <summary>HydraLoRA, described in <see cref="HydraLoraConfig"/>.</summary>
internal sealed class HydraLoraMethod : LowRankMethod<HydraLoraConfig>
{
    public override string Name => HydraLoraConfig.MethodName;

    public override string Title => "HydraLoRA";

    public override string Paper => "Tian et al., HydraLoRA: An Asymmetric LoRA Architecture for Efficient Fine-Tuning, NeurIPS 2024";

    public override string Formula => "W x + b + (alpha / rank) sum_i w_i B_i A x, with w = softmax(Wg x)";

    public override string ParameterFormula => "r (in + n out) + n in for each target, with n heads";

    public override bool Mergeable => false;

    protected override ImmutableArray<ConfigField<HydraLoraConfig>> Settings { get; } =
    [
        Rank("The rank of every head."),
        Alpha(),
        Setting.Targets<HydraLoraConfig>(),
        Setting.Count(
            "heads",
            "The heads among which the router weights.",
            (HydraLoraConfig config) => config.Heads,
            (config, heads) => config with { Heads = heads }),
    ];

    /// <summary>A, [r, in], the heads side by side, [out, n r], and the router, [n, in].</summary>
    public override TensorPart[] Parts(HydraLoraConfig config, ModuleShape module) =>
    [
        new(TargetOf(module) + ".a", new(config.Rank, module.InputSize)),
        new(TargetOf(module) + ".b", new(module.OutputSize, config.Heads * config.Rank)),
        new(TargetOf(module) + ".router", new(config.Heads, module.InputSize)),
    ];

    protected override TargetExtension Extend(HydraLoraConfig config, ModuleShape module, ModuleContext context)
    {
        var (parts, key) = (Parts(config, module), context.KeyOf(module, Name));

        return new HydraLoraExtension(
            [context.Kaiming(parts[0], key.For("a")), context.Zeros(parts[1]), context.Kaiming(parts[2], key.For("router"))],
            config,
            context.Model.Engine);
    }

    protected override ModuleWork Work(HydraLoraConfig config, ModuleShape module, long tokens)
    {
        double spread = config.Heads * config.Rank;

        // A and its scale, router and softmax, both spread and multiplied, the heads and the sum.
        return new(
            2.0 * tokens * ((module.InputSize * (config.Rank + config.Heads)) + (spread * (config.Rank + config.Heads + module.OutputSize))),
            tokens * ((2 * config.Rank) + (2 * config.Heads) + (3 * spread) + (2 * module.OutputSize)));
    }
}
