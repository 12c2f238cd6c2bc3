using AutoPeft.Peft.Methods.Dept;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Dept;

public sealed class DeptConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new DeptConfig { PromptLength = 2, Rank = 2, Positions = 3 };

    protected override MethodConfig? OfSizeZero { get; } = new DeptConfig { PromptLength = 0 };

    protected override bool StartsAsIdentity => false;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
