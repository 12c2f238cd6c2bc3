using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.RandLora;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.RandLora;

public sealed class RandLoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new RandLoraConfig
    {
        Rank = 3,
        Alpha = 6,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new RandLoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();
}
