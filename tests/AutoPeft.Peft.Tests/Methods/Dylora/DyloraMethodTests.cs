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

    [Fact]
    public void Shared_ranks_are_what_brings_the_updates_near_to_the_largest_ones()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        using var modules = PeftModules.Create(
            PeftConfig.Uniform([0], new DyloraConfig { Rank = 3, Alpha = 3, UsedRank = 1, Ranks = DyloraRanks.Shared, Targets = [ModuleKind.Query, ModuleKind.Value] }),
            model,
            Key);
        var b = modules.Parameters.Single(parameter => parameter.Name == "layers.0.dylora.value.b").Tensor;
        b.CopyFrom([.. Enumerable.Range(0, b.Shape.Count).Select(i => (float)Key.Normal(i))]); // the query's update stays 0

        modules.AfterUpdate(new(1, 1, 0.1));

        var found = (LoraConfig)Assert.Single(modules.FoldedConfig.Placements).Method;
        Assert.Equal((2, 3.0), (found.Rank, found.Alpha));
        Assert.Equal([ModuleKind.Value], found.Targets);
    }

    [Fact]
    public void There_is_nothing_to_share_when_the_used_rank_is_the_largest() =>
        Assert.Equal(new DyloraConfig { Rank = 4 }, new DyloraConfig { Rank = 4, UsedRank = 4, Ranks = DyloraRanks.Shared }.Canonical());

    [Theory]
    [InlineData(4, 5, false)]
    [InlineData(4, 4, true)]
    [InlineData(4, 0, true)]
    public void The_used_rank_is_at_most_the_rank(int rank, int used, bool isRight) =>
        Assert.Equal(isRight, !new DyloraConfig { Rank = rank, UsedRank = used }.Faults().Any());
}
