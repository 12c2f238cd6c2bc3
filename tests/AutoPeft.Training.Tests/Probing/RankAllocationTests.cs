using AutoPeft.Models.Structure;
using AutoPeft.Training.Probing;

namespace AutoPeft.Training.Tests.Probing;

public sealed class RankAllocationTests
{
    [Fact]
    public void Ranks_follow_the_root_of_the_fisher_information_and_use_up_the_budget() =>
        Assert.Equal([6, 3, 1], RankAllocation.Of([Module(36), Module(9), Module(1)], budget: 10, maximum: 100));

    [Fact]
    public void What_is_above_the_maximum_goes_to_the_others() =>
        Assert.Equal([4, 4, 2], RankAllocation.Of([Module(36), Module(9), Module(1)], budget: 10, maximum: 4));

    [Fact]
    public void Nothing_measured_is_shared_out_equally() =>
        Assert.Equal([2, 2], RankAllocation.Of([Module(0), Module(0)], budget: 4, maximum: 8));

    [Fact]
    public void No_module_gets_more_than_the_maximum() =>
        Assert.Equal([3, 3], RankAllocation.Of([Module(1), Module(5)], budget: 100, maximum: 3));

    private static ModuleSensitivity Module(double fisher) => new(new(0, ModuleKind.Query, "q", 2, 2, true), 0, fisher);
}
