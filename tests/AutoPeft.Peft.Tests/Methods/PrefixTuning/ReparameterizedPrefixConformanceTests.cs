using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.PrefixTuning;

public sealed class ReparameterizedPrefixConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new PrefixTuningConfig
    {
        PrefixLength = 2,
        Reparameterized = true,
        ReparameterizationSize = 5,
    };

    protected override MethodConfig? OfSizeZero { get; } = new PrefixTuningConfig { PrefixLength = 0, Reparameterized = true };

    protected override bool StartsAsIdentity => false;

    protected override bool CountsWhatIsSaved => true;

    protected override MethodConfig Partner { get; } = new ParallelAdapterConfig { BottleneckSize = 2 };
}
