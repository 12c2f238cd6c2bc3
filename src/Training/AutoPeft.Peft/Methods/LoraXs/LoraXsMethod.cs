using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;

namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>LoRA-XS, described in <see cref="LoraXsConfig"/>.</summary>
internal sealed class LoraXsMethod : LowRankMethod<LoraXsConfig>
{
    public override string Name => LoraXsConfig.MethodName;

    public override string Title => "LoRA-XS";

    public override string Paper => "Balazy et al., LoRA-XS: Low-Rank Adaptation with Extremely Small Number of Parameters, 2024";

    public override string Formula => "W x + b + (alpha / rank) U S R V^T x, with W = U S V^T truncated and frozen";

    public override string ParameterFormula => "r^2 for each target; exported: r (in + out)";

    protected override ImmutableArray<ConfigField<LoraXsConfig>> Settings { get; } =
    [
        Rank("The side of the trained matrix."),
        Alpha(),
        Setting.Targets<LoraXsConfig>(),
    ];

    /// <summary>R, [r, r].</summary>
    public override TensorPart[] Parts(LoraXsConfig config, ModuleShape module) =>
        [new(TargetOf(module) + ".core", new(config.Rank, config.Rank))];

    protected override TargetExtension Extend(LoraXsConfig config, ModuleShape module, ModuleContext context)
    {
        var svd = TruncatedSvd.Of(context.WeightOf(module), config.Rank, context.KeyOf(module, Name));
        for (var i = 0; i < config.Rank; i++)
        {
            foreach (ref var value in svd.Left.Row(i))
            {
                value *= svd.Values[i];
            }
        }

        var engine = context.Model.Engine;
        var a = engine.Constant(svd.Right.ToFloats(), new(config.Rank, module.InputSize));
        var b = engine.Constant(svd.Left.Transposed().ToFloats(), new(module.OutputSize, config.Rank));

        return new LoraXsExtension(context.Zeros(Parts(config, module)[0]), (a, b), module, config.Scale);
    }

    protected override ModuleWork Work(LoraXsConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize + config.Rank),
        (double)tokens * ((3 * config.Rank) + (2 * module.OutputSize)));
}
