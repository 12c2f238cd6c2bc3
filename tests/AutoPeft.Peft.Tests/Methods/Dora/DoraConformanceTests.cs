using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Dora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Dora;

public sealed class DoraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new DoraConfig
    {
        Rank = 2,
        Alpha = 5,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new DoraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new SerialAdapterConfig { BottleneckSize = 2 };

    // As in the paper, the norm of the rows is a constant for the gradients of A and B.
    protected override bool HasExactGradient(string parameter) => parameter.EndsWith(".magnitude", StringComparison.Ordinal);
}
