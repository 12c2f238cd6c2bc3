using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.SerialAdapter;

public sealed class DoubleSerialAdapterConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SerialAdapterConfig
    {
        BottleneckSize = 3,
        Activation = BottleneckActivation.Silu,
        Placement = BottleneckPlacement.Both,
        Input = SerialInput.Output,
    };

    protected override MethodConfig? OfSizeZero { get; } = new SerialAdapterConfig { BottleneckSize = 0, Placement = BottleneckPlacement.Both };

    protected override bool StartsAsIdentity => false;

    protected override bool IsCounted(string parameter) => !parameter.EndsWith("bias", StringComparison.Ordinal);

    protected override MethodConfig Partner { get; } = new ParallelAdapterConfig { BottleneckSize = 2, Placement = BottleneckPlacement.Attention };
}
