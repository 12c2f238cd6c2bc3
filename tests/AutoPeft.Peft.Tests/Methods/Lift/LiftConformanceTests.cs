using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lift;

public sealed class LiftConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LiftConfig { Count = 20, ApproximationRank = 2, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new LiftConfig { Count = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool? StartsAtRandom => null;
}
