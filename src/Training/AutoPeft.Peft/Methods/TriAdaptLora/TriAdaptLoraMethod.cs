using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.TriAdaptLora;

/// <summary>TriAdaptLoRA, described in <see cref="TriAdaptLoraConfig"/>.</summary>
internal sealed class TriAdaptLoraMethod : RankedMethod<TriAdaptLoraConfig, TriangularExtension>
{
    private const double Deviation = 0.02; // as in the authors' code

    public override string Name => TriAdaptLoraConfig.MethodName;

    public override string Title => "TriAdaptLoRA";

    public override string Paper =>
        "Liang et al., TriAdaptLoRA: Brain-Inspired Triangular Adaptive Low-Rank Adaptation for Parameter-Efficient Fine-Tuning, 2025";

    public override string Formula => "W x + b + (alpha / R) B (L + U) A x, L lower and U upper triangular, from one component to rank in the mean, at most R = 4 rank";

    public override string ParameterFormula =>
        "R (in + out + R + 1) for each target, R the largest rank; exported: r (in + out) with the rank r that was found";

    protected override ImmutableArray<ConfigField<TriAdaptLoraConfig>> Settings { get; } =
    [
        Rank("The mean rank in the end; every module starts with 1 and gets at most four times as much."),
        Alpha("R"),
        Setting.Targets<TriAdaptLoraConfig>(),
        Setting.Count(
            "increment",
            "The rank that a chosen module gets more in one decision.",
            (TriAdaptLoraConfig config) => config.Increment,
            (config, rank) => config with { Increment = rank }),
        Setting.Count(
            "interval",
            "The steps between two decisions.",
            (TriAdaptLoraConfig config) => config.Interval,
            (config, steps) => config with { Interval = steps }),
        Setting.Number(
            "growth_fraction",
            "The share of the steps after which the whole budget may be given away at once.",
            (TriAdaptLoraConfig config) => config.GrowthFraction,
            (config, share) => config with { GrowthFraction = share })
            .In(new(0, 1, MinimumExcluded: true)),
    ];

    /// <summary>A, [R, in], L and U without their zeros, [R (R + 1) / 2], and B, [out, R].</summary>
    public override TensorPart[] Parts(TriAdaptLoraConfig config, ModuleShape module)
    {
        var (size, target) = (config.Size, TargetOf(module));

        return
        [
            new(target + ".a", new(size, module.InputSize)),
            new(target + ".lower", new(size * (size + 1) / 2)),
            new(target + ".upper", new(size * (size + 1) / 2)),
            new(target + ".b", new(module.OutputSize, size)),
        ];
    }

    protected override IRankAllocator<TriangularExtension> Allocator(TriAdaptLoraConfig config) => new TriAdaptLoraAllocator(config);

    protected override TriangularExtension Update(TriAdaptLoraConfig config, ModuleShape module, ModuleContext context)
    {
        var (parts, key) = (Parts(config, module), context.KeyOf(module, Name));
        var a = context.Parameter(parts[0], WeightInitialization.Normal(parts[0].Shape.Count, Deviation, key.For("a")));
        var b = context.Parameter(parts[3], WeightInitialization.Normal(parts[3].Shape.Count, Deviation, key.For("b")));

        return new([a, context.Zeros(parts[1]), context.Zeros(parts[2]), b], module, config.Scale, context.Model.Engine);
    }

    protected override ModuleWork Work(TriAdaptLoraConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Size * (module.InputSize + module.OutputSize + config.Size),
        ((double)tokens * ((3 * config.Size) + (2 * module.OutputSize))) + (4.0 * config.Size * config.Size));
}
