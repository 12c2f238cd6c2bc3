using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;

namespace AutoPeft.Peft.Methods.Kasa;

/// <summary>KaSA, described in <see cref="KasaConfig"/>.</summary>
internal sealed class KasaMethod : LowRankMethod<KasaConfig>
{
    public override string Name => KasaConfig.MethodName;

    public override string Title => "KaSA";

    public override string Paper => "Wang et al., KaSA: Knowledge-Aware Singular-Value Adaptation of Large Language Models, ICLR 2025";

    public override string Formula => "(W - U S V^T) x + b + (alpha / rank) B diag(e) A x, with the rank smallest singular values S of W";

    public override string ParameterFormula => "r (in + out + 1) for each target; exported: 2 r (in + out)";

    protected override ImmutableArray<ConfigField<KasaConfig>> Settings { get; } =
    [
        Rank("The rank of the update, and how many directions of the weight are taken out."),
        Alpha(),
        Setting.Targets<KasaConfig>(),
        Setting.NotNegative(
            "value_penalty",
            "The weight of the penalty on the learned singular values.",
            (KasaConfig config) => config.ValuePenalty,
            (config, weight) => config with { ValuePenalty = weight }),
        Setting.NotNegative(
            "orthogonality",
            "The weight of the penalty that keeps A and B orthonormal.",
            (KasaConfig config) => config.Orthogonality,
            (config, weight) => config with { Orthogonality = weight }),
    ];

    /// <summary>A, [r, in], e, [r], and B, [out, r].</summary>
    public override TensorPart[] Parts(KasaConfig config, ModuleShape module) =>
    [
        new(TargetOf(module) + ".a", new(config.Rank, module.InputSize)),
        new(TargetOf(module) + ".e", new(config.Rank)),
        new(TargetOf(module) + ".b", new(module.OutputSize, config.Rank)),
    ];

    protected override TargetExtension Extend(KasaConfig config, ModuleShape module, ModuleContext context)
    {
        var (parts, key, engine) = (Parts(config, module), context.KeyOf(module, Name), context.Model.Engine);
        var minor = MinorPart.Of(context.WeightOf(module), config.Rank, key.For("minor"));
        var columns = minor.Left.Transposed().ToFloats();

        return new KasaExtension(
            [
                context.Kaiming(parts[0], key.For("a")),
                context.Parameter(parts[1], WeightInitialization.Normal(config.Rank, 1, key.For("e"))),
                context.Zeros(parts[2]),
            ],
            (engine.Constant(minor.Right.ToFloats(), parts[0].Shape), engine.Constant([.. columns.Select(value => -value)], parts[2].Shape)),
            (config, module),
            engine);
    }

    protected override ModuleWork Work(KasaConfig config, ModuleShape module, long tokens) => new(
        4.0 * tokens * config.Rank * (module.InputSize + module.OutputSize),
        (double)tokens * ((4 * config.Rank) + (4 * module.OutputSize)));
}
