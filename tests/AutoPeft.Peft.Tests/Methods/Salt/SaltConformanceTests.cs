using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.Salt;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Salt;

public sealed class SaltConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new SaltConfig { Rank = 3, RestRank = 2, Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown] };

    protected override MethodConfig? OfSizeZero { get; } = new SaltConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();

    protected override bool FoldsAnew => true;
}
