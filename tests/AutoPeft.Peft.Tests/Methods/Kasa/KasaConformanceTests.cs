using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Kasa;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Kasa;

public sealed class KasaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new KasaConfig { Rank = 2, Alpha = 3, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new KasaConfig { Rank = 0 };

    protected override bool StartsAsIdentity => false;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };

    protected override bool FoldsAnew => true;
}
