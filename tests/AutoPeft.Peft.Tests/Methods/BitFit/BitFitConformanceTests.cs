using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.BitFit;

public sealed class BitFitConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new BitFitConfig
    {
        Targets = [ModuleKind.Query, ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp],
    };

    protected override MethodConfig? OfSizeZero => null;

    protected override bool StartsAsIdentity => true;

    protected override bool MultipliesMatrices => false;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new PrefixTuningConfig { PrefixLength = 2 };
}
