using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Eva;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Eva;

public sealed class EvaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new EvaConfig { Rank = 2, Alpha = 3, LargestShare = 1.5, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new EvaConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };

    protected override bool FoldsAnew => true;

    protected override bool FindsRanks => true;
}
