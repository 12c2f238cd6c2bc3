using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.LoraXs;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.LoraXs;

public sealed class LoraXsConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LoraXsConfig { Rank = 3, Alpha = 5, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new LoraXsConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override bool FoldsAnew => true;

    // The random beginning of the decomposition leaves only its rounding.
    protected override bool? StartsAtRandom => null;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
