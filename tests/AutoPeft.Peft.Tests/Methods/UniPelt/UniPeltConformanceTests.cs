using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.UniPelt;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.UniPelt;

public sealed class UniPeltConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new UniPeltConfig
    {
        BottleneckSize = 3,
        Activation = BottleneckActivation.Tanh,
        Rank = 2,
        PrefixLength = 2,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new UniPeltConfig { BottleneckSize = 0 };

    protected override bool StartsAsIdentity => false;

    protected override bool LooksAcrossTokens => true;

    protected override bool IsCounted(string parameter) =>
        !parameter.EndsWith("bias", StringComparison.Ordinal) && !parameter.EndsWith("gate.weight", StringComparison.Ordinal);

    protected override MethodConfig Partner { get; } = new BitFitConfig();
}
