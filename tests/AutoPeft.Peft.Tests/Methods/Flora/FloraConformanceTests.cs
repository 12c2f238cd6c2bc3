using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Flora;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Flora;

public sealed class FloraConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new FloraConfig { Rank = 3, Alpha = 5, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] };

    protected override MethodConfig? OfSizeZero { get; } = new FloraConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool FoldsAnew => true;
}
