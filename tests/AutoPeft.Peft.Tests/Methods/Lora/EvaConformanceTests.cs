using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class EvaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraConfig
    {
        Rank = 2,
        Alpha = 3,
        Initialization = LoraInitialization.Eva,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new ParallelAdapterConfig { BottleneckSize = 2 };
}
