using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Ist;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Ist;

public sealed class IstConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new IstConfig { Rank = 2, Alpha = 3, ActiveLayers = 1, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new IstConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
