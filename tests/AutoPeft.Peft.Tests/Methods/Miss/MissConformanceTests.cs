using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Miss;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Miss;

public sealed class MissConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new MissConfig
    {
        Rank = 3,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new MissConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new PrefixTuningConfig { PrefixLength = 2 };
}
