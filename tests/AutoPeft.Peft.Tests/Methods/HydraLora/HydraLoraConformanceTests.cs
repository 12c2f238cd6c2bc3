using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.HydraLora;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.HydraLora;

public sealed class HydraLoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new HydraLoraConfig { Rank = 2, Alpha = 3, Heads = 2, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new HydraLoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();
}
