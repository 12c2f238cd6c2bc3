using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

/// <summary>With a start that is a part of the weight.</summary>
public sealed class OloraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraConfig
    {
        Rank = 2,
        Alpha = 3,
        Initialization = LoraInitialization.Olora,
        RankStabilized = false,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardUp],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override bool FoldsAnew => true;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 3 };
}
