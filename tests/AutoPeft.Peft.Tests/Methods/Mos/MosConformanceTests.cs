using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Mos;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Mos;

public sealed class MosConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new MosConfig
    {
        Rank = 3,
        Alpha = 5,
        PoolRank = 2,
        Shards = 2,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp],
    };

    protected override MethodConfig? OfSizeZero { get; } = new MosConfig { Rank = 0 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new BitFitConfig();
}
