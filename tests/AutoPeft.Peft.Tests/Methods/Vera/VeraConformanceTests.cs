using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.Vera;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Vera;

public sealed class VeraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new VeraConfig
    {
        Rank = 5,
        InitialScale = 0.3,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new VeraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new ParallelAdapterConfig { BottleneckSize = 2 };
}
