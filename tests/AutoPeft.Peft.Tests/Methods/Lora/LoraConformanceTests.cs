using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class LoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraConfig
    {
        Rank = 2,
        Alpha = 5,
        Targets = [ModuleKind.Query, ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 3 };
}
