using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.PrefixTuning;

public sealed class DirectPrefixConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new PrefixTuningConfig { PrefixLength = 3 };

    protected override MethodConfig? OfSizeZero { get; } = new PrefixTuningConfig { PrefixLength = 0 };

    protected override bool StartsAsIdentity => false;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
