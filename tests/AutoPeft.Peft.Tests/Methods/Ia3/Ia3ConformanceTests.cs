using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Ia3;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Ia3;

public sealed class Ia3ConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new Ia3Config
    {
        Targets = [ModuleKind.Key, ModuleKind.AttentionOutput, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero => null;

    protected override bool StartsAsIdentity => true;

    protected override bool MultipliesMatrices => false;

    protected override bool? StartsAtRandom => false;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
