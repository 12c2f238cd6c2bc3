using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Compacter;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Compacter;

public sealed class DoubleCompacterConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new CompacterConfig
    {
        BottleneckSize = 4,
        PhmDimension = 2,
        Placement = BottleneckPlacement.Both,
        Input = SerialInput.Output,
    };

    protected override MethodConfig? OfSizeZero { get; } = new CompacterConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
