using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Flora;

/// <summary>FLoRA, described in <see cref="FloraConfig"/>.</summary>
internal sealed class FloraMethod : LowRankMethod<FloraConfig>
{
    public override string Name => FloraConfig.MethodName;

    public override string Title => "FLoRA";

    public override string Paper => "Si et al., FLoRA: Low-Rank Core Space for N-dimension, 2024";

    public override string Formula => "W x + b + (alpha / rank) B G A x";

    public override string ParameterFormula => "r (in + out) + r^2 for each target; exported: r (in + out)";

    protected override ImmutableArray<ConfigField<FloraConfig>> Settings { get; } =
        [Rank("The side of the core."), Alpha(), Setting.Targets<FloraConfig>()];

    /// <summary>A, [r, in], G, [r, r], and B, [out, r].</summary>
    public override TensorPart[] Parts(FloraConfig config, ModuleShape module) =>
    [
        new(TargetOf(module) + ".a", new(config.Rank, module.InputSize)),
        new(TargetOf(module) + ".core", new(config.Rank, config.Rank)),
        new(TargetOf(module) + ".b", new(module.OutputSize, config.Rank)),
    ];

    protected override TargetExtension Extend(FloraConfig config, ModuleShape module, ModuleContext context)
    {
        var (parts, key) = (Parts(config, module), context.KeyOf(module, Name));

        return new FloraExtension(
            [context.Kaiming(parts[0], key.For("a")), context.Zeros(parts[1]), context.Kaiming(parts[2], key.For("b"))], module, config.Scale);
    }

    protected override ModuleWork Work(FloraConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize + config.Rank),
        (double)tokens * ((3 * config.Rank) + (2 * module.OutputSize)));
}
