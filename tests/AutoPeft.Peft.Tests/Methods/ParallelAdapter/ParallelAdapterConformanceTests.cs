using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.ParallelAdapter;

public sealed class ParallelAdapterConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new ParallelAdapterConfig
    {
        BottleneckSize = 3,
        Activation = BottleneckActivation.Silu,
    };

    protected override MethodConfig? OfSizeZero { get; } = new ParallelAdapterConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => true;

    // The paper counts weights only.
    protected override bool IsCounted(string parameter) => !parameter.EndsWith("bias", StringComparison.Ordinal);

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };
}
