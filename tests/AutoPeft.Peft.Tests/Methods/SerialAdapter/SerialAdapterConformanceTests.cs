using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.SerialAdapter;

public sealed class SerialAdapterConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SerialAdapterConfig
    {
        BottleneckSize = 3,
        Scale = 1.5,
        Activation = BottleneckActivation.Gelu,
    };

    protected override MethodConfig? OfSizeZero { get; } = new SerialAdapterConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => false;

    // The paper counts weights only.
    protected override bool IsCounted(string parameter) => !parameter.EndsWith("bias", StringComparison.Ordinal);

    protected override MethodConfig Partner { get; } = new ParallelAdapterConfig { BottleneckSize = 2 };
}
