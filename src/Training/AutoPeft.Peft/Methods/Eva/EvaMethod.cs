using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Eva;

/// <summary>EVA with its redistribution of ranks, described in <see cref="EvaConfig"/>.</summary>
internal sealed class EvaMethod : RankedMethod<EvaConfig, EvaExtension>
{
    public override string Name => EvaConfig.MethodName;

    public override string Title => "EVA";

    public override string Paper =>
        "Paischer et al., One Initialization to Rule them All: Fine-tuning via Explained Variance Adaptation, 2024";

    public override string Formula =>
        "W x + b + (alpha / rank) B A x, A the directions of x that explain most of its variance, rank of them in the mean over all modules";

    public override string ParameterFormula =>
        "R (in + out) for each target, R = rank largest_share rounded up; exported: r (in + out) with the rank r that was found";

    protected override ImmutableArray<ConfigField<EvaConfig>> Settings { get; } =
    [
        Rank("The mean rank."),
        Alpha(),
        Setting.Targets<EvaConfig>(),
        Setting.Number(
            "largest_share",
            "How many times the mean rank one module may get.",
            (EvaConfig config) => config.LargestShare,
            (config, share) => config with { LargestShare = share })
            .In(new(1)),
    ];

    /// <summary>A, [R, in], and B, [out, R].</summary>
    public override TensorPart[] Parts(EvaConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return [new(target + ".a", new(config.Size, module.InputSize)), new(target + ".b", new(module.OutputSize, config.Size))];
    }

    protected override IRankAllocator<EvaExtension> Allocator(EvaConfig config) => new EvaAllocator(config);

    protected override EvaExtension Update(EvaConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);

        return new(
            [context.Kaiming(parts[0], context.KeyOf(module, Name)), context.Zeros(parts[1])], module, config.Scale, context.Model.Engine);
    }

    protected override ModuleWork Work(EvaConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Size * (module.InputSize + module.OutputSize),
        (double)tokens * ((3 * config.Size) + (2 * module.OutputSize))); // A x, masked, scaled; B A x, added
}
