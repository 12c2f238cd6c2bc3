using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.Spt;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Spt;

public sealed class SptConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SptConfig { Count = 20, Rank = 0, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new SptConfig { Count = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool? StartsAtRandom => null;

    protected override bool FindsRanks => true;
}
