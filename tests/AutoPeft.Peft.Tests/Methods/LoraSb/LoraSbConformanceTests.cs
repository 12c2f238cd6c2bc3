using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.LoraSb;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.LoraSb;

public sealed class LoraSbConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraSbConfig { Rank = 3, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new LoraSbConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool FoldsAnew => true;

    protected override bool? StartsAtRandom => null;
}
