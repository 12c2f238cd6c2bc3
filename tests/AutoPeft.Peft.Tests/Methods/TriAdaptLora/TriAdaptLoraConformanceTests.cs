using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Methods.TriAdaptLora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.TriAdaptLora;

public sealed class TriAdaptLoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new TriAdaptLoraConfig { Rank = 1, Alpha = 2, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new TriAdaptLoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };

    protected override bool FoldsAnew => true;

    protected override bool FindsRanks => true;
}
