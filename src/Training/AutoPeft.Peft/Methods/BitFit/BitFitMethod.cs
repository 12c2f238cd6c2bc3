using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.BitFit;

/// <summary>Trained biases, described in <see cref="BitFitConfig"/>.</summary>
internal sealed class BitFitMethod : TargetedMethod<BitFitConfig>
{
    public override string Name => BitFitConfig.MethodName;

    public override string Title => "BitFit";

    public override string Paper =>
        "Ben Zaken et al., BitFit: Simple Parameter-Efficient Fine-tuning for Transformer-based Masked Language-models, ACL 2022";

    public override string Formula => "W x + b + c";

    public override string ParameterFormula => "out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new BitFitHuggingFace();

    protected override ImmutableArray<ConfigField<BitFitConfig>> Settings { get; } =
    [
        Setting.Presence<BitFitConfig>(),
        Setting.Targets<BitFitConfig>(),
    ];

    /// <summary>What is added to the bias, [out].</summary>
    public override TensorPart[] Parts(BitFitConfig config, ModuleShape module) =>
        [new(TargetOf(module) + ".bias", new(module.OutputSize))];

    protected override TargetExtension Extend(BitFitConfig config, ModuleShape module, ModuleContext context) =>
        new BitFitExtension(context.Zeros(Parts(config, module)[0]));

    protected override bool NeedsBias => true;

    protected override double KeptShare => 0; // a bias needs nothing for its gradient

    protected override ModuleWork Work(BitFitConfig config, ModuleShape module, long tokens) =>
        new((double)tokens * module.OutputSize, (double)tokens * module.OutputSize);
}
