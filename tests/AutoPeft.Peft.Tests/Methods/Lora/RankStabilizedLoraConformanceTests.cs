using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class RankStabilizedLoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraConfig
    {
        Rank = 3,
        Alpha = 2,
        RankStabilized = true,
        Targets = [ModuleKind.Key, ModuleKind.Value, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LoraConfig { Rank = 0, RankStabilized = true };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new PrefixTuningConfig { PrefixLength = 2 };
}
