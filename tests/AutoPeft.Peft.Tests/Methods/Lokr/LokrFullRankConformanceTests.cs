using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lokr;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lokr;

/// <summary>With a rank at which the larger factor is a full matrix, and a factor of our choice.</summary>
public sealed class LokrFullRankConformanceTests : PeftModuleConformance
{
    protected override MethodConfig Config { get; } = new LokrConfig
    {
        Rank = 4,
        DecomposeFactor = 4,
        Targets = [ModuleKind.Query, ModuleKind.FeedForwardDown],
    };

    protected override MethodConfig? OfSizeZero { get; } = new LokrConfig { Rank = 0, DecomposeFactor = 4 };

    protected override bool StartsAsIdentity => true;

    protected override MethodConfig Partner { get; } = new LoraConfig { Rank = 2, Targets = [ModuleKind.Key] };
}
