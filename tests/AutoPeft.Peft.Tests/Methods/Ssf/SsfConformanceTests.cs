using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Ssf;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Ssf;

public sealed class SsfConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SsfConfig { Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero => null;

    protected override bool StartsAsIdentity => true;

    protected override bool MultipliesMatrices => false;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
