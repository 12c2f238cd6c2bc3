using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PromptTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.PromptTuning;

public sealed class PromptTuningConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new PromptTuningConfig { PromptLength = 3 };

    protected override MethodConfig? OfSizeZero { get; } = new PromptTuningConfig { PromptLength = 0 };

    protected override bool StartsAsIdentity => false;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
