using AutoPeft.Peft.Methods.Mosa;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Mosa;

public sealed class MosaConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new MosaConfig { BottleneckSize = 3, Experts = 3, Shared = MosaShare.Up };

    protected override MethodConfig? OfSizeZero { get; } = new MosaConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };

    protected override bool IsCounted(string parameter) => !parameter.EndsWith("bias", StringComparison.Ordinal);
}
