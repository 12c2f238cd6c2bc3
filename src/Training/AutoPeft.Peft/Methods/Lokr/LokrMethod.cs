using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Kronecker products, described in <see cref="LokrConfig"/>.</summary>
internal sealed class LokrMethod : LowRankMethod<LokrConfig>
{
    public override string Name => LokrConfig.MethodName;

    public override string Title => "LoKr";

    public override string Paper =>
        "Edalati et al., KronA, 2022; Yeh et al., From LyCORIS Fine-Tuning to Model Evaluation, ICLR 2024";

    public override string Formula => "W x + b + (alpha / rank) (C kron D) x, with D = D1 D2 where that is smaller";

    public override string ParameterFormula => "a c + r (b + d) for each target, with out = a b and in = c d; a c + b d where D is a full matrix";

    public override HuggingFaceMapping HuggingFace { get; } = new LokrHuggingFace();

    protected override ImmutableArray<ConfigField<LokrConfig>> Settings { get; } =
    [
        Rank("The rank of the larger Kronecker factor."),
        Alpha(),
        Setting.Targets<LokrConfig>(),
        Setting.Whole(
            "decompose_factor",
            "What the smaller factor of each side should be near to; -1 for the square root.",
            (LokrConfig config) => config.DecomposeFactor,
            (config, factor) => config with { DecomposeFactor = factor })
            .In(new(LokrConfig.NearSquareRoot)),
    ];

    /// <summary>C [a, c]; then D [b, d], or D₁ [b, r] and D₂ [r, d] when the rank is less than half of D's longer side.</summary>
    public override TensorPart[] Parts(LokrConfig config, ModuleShape module)
    {
        var target = TargetOf(module);
        var (a, b, c, d) = KroneckerShape.Of(module, config.DecomposeFactor);
        var small = new TensorPart(target + ".c", new(a, c));

        return 2 * config.Rank < Math.Max(b, d)
            ? [small, new(target + ".d1", new(b, config.Rank)), new(target + ".d2", new(config.Rank, d))]
            : [small, new(target + ".d", new(b, d))];
    }

    protected override TargetExtension Extend(LokrConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var key = context.KeyOf(module, Name);
        var random = parts.Skip(1).Select(part => context.Kaiming(part, key.For(part.Name)));

        return new LokrExtension([context.Zeros(parts[0]), .. random], config.Scale);
    }

    protected override ModuleWork Work(LokrConfig config, ModuleShape module, long tokens)
    {
        var (a, b, c, d) = KroneckerShape.Of(module, config.DecomposeFactor);

        // D = D1 D2 once a batch; D on each part, turned; C, turned back, added.
        var full = 2 * config.Rank < Math.Max(b, d) ? 2.0 * b * config.Rank * d : 0;

        return new((2.0 * tokens * b * c * (d + a)) + full, (double)tokens * ((2.0 * b * c) + (3.0 * a * b)));
    }
}
