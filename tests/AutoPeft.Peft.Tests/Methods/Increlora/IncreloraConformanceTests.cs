using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Increlora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Increlora;

public sealed class IncreloraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new IncreloraConfig { Rank = 1, Alpha = 6, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new IncreloraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override bool FoldsAnew => true;

    protected override bool FindsRanks => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
