using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Loldu;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Loldu;

public sealed class LolduConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LolduConfig { Rank = 5, Alpha = 3, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new LolduConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool FoldsAnew => true;

    protected override bool? StartsAtRandom => false;
}
