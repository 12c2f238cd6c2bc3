using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Low-rank Hadamard products, described in <see cref="LohaConfig"/>.</summary>
internal sealed class LohaMethod : LowRankMethod<LohaConfig>
{
    public override string Name => LohaConfig.MethodName;

    public override string Title => "LoHa";

    public override string Paper =>
        "Hyeon-Woo et al., FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning, ICLR 2022";

    public override string Formula => "W x + b + (alpha / rank) ((B1 A1) * (B2 A2)) x";

    public override string ParameterFormula => "2 r (in + out) for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new LohaHuggingFace();

    protected override ImmutableArray<ConfigField<LohaConfig>> Settings { get; } =
    [
        Rank("The rank of each of the two factors."),
        Alpha(),
        Setting.Targets<LohaConfig>(),
    ];

    /// <summary>B₁ [out, r], A₁ [r, in], B₂ [out, r], A₂ [r, in].</summary>
    public override TensorPart[] Parts(LohaConfig config, ModuleShape module)
    {
        var target = TargetOf(module);

        return
        [
            new(target + ".b1", new(module.OutputSize, config.Rank)),
            new(target + ".a1", new(config.Rank, module.InputSize)),
            new(target + ".b2", new(module.OutputSize, config.Rank)),
            new(target + ".a2", new(config.Rank, module.InputSize)),
        ];
    }

    protected override TargetExtension Extend(LohaConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var key = context.KeyOf(module, Name);
        var random = parts[..3].Select(part => context.Kaiming(part, key.For(part.Name)));

        return new LohaExtension([.. random, context.Zeros(parts[3])], config.Scale);
    }

    protected override ModuleWork Work(LohaConfig config, ModuleShape module, long tokens)
    {
        var (full, output) = ((double)module.InputSize * module.OutputSize, module.OutputSize);

        // The update itself once a batch, then a full product.
        return new((4 * full * config.Rank) + (2 * tokens * full), (4 * full) + (2.0 * tokens * output));
    }
}
