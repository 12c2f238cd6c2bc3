using AutoPeft.Peft.Methods.LayerNormTuning;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.LayerNormTuning;

public sealed class LayerNormTuningConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LayerNormTuningConfig();

    protected override MethodConfig? OfSizeZero => null;

    protected override bool StartsAsIdentity => true;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
