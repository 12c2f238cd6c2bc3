using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lokr;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lokr;

public sealed class LokrConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LokrConfig
    {
        Rank = 1,
        Alpha = 3,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LokrConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
