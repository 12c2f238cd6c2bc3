using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Svfit;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Svfit;

public sealed class SvfitConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SvfitConfig { Rank = 5, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new SvfitConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool FoldsAnew => true;

    protected override bool? StartsAtRandom => null;
}
