using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Loha;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Loha;

public sealed class LohaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LohaConfig
    {
        Rank = 2,
        Alpha = 3,
        Targets = [ModuleKind.Value, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LohaConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
