using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.Mam;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Mam;

public sealed class MamConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new MamConfig
    {
        BottleneckSize = 3,
        Scale = 2,
        Activation = BottleneckActivation.Gelu,
        PrefixLength = 2,
    };

    protected override MethodConfig? OfSizeZero { get; } = new MamConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => false;

    protected override bool IsCounted(string parameter) => !parameter.EndsWith("bias", StringComparison.Ordinal);

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2 };
}
