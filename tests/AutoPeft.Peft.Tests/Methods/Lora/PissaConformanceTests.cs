using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

/// <summary>With a start that is a part of the weight.</summary>
public sealed class PissaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraConfig
    {
        Rank = 2,
        Alpha = 3,
        Initialization = LoraInitialization.Pissa,
        RankStabilized = true,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardUp],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override bool FoldsAnew => true;

    // It comes from the weights; the random beginning of the decomposition leaves only its rounding.
    protected override bool? StartsAtRandom => null;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 3 };
}
