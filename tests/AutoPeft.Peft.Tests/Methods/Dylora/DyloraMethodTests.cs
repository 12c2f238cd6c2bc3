using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Dylora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Dylora;

public sealed class DyloraMethodTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(6);

    [Fact]
    public void A_smaller_used_rank_is_the_first_part_of_the_larger_one()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        using var whole = Create(new DyloraConfig { Rank = 4, Targets = [ModuleKind.Query] });
        using var part = Create(new DyloraConfig { Rank = 4, UsedRank = 2, Targets = [ModuleKind.Query] });

        Assert.Equal(new LoraConfig { Rank = 2, Targets = [ModuleKind.Query] }, part.FoldedConfig.Placements[0].Method);
        Assert.Equal(whole.Folded()[0].Values.ToArray()[..(2 * 8)], part.Folded()[0].Values.ToArray());

        PeftModules Create(DyloraConfig config) => PeftModules.Create(PeftConfig.Uniform([0], config), model, Key);
    }

    [Theory]
    [InlineData(4, 5, false)]
    [InlineData(4, 4, true)]
    [InlineData(4, 0, true)]
    public void The_used_rank_is_at_most_the_rank(int rank, int used, bool isRight) =>
        Assert.Equal(isRight, !new DyloraConfig { Rank = rank, UsedRank = used }.Faults().Any());
}
