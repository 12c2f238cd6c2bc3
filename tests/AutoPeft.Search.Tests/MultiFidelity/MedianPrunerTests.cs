using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class MedianPrunerTests
{
    // Averages up to fidelity 2: 1.5, 2.5, 3.5, 4.5, 5.5; median 3.5.
    private static readonly LearningCurve[] Others = [.. Enumerable.Range(1, 5).Select(i => Curves.Of(i, i, i + 1, 0))];

    private static readonly MedianPruner Pruner = new(new() { Full = 4 });

    [Theory]
    [InlineData(9, 3.4, false)]
    [InlineData(9, 3.6, true)]
    [InlineData(3.4, 9, false)]
    public void The_best_so_far_must_not_be_worse_than_the_median_of_averages(double first, double second, bool isPruned) =>
        Assert.Equal(isPruned, Pruner.Judge(Curves.Of(9, first, second), Others).IsPruned);

    [Fact]
    public void Few_others_stop_nobody() => Assert.False(Pruner.Judge(Curves.Of(9, 99), Others[..4]).IsPruned);

    [Fact]
    public void Before_the_least_and_at_the_end_nobody_is_stopped()
    {
        Assert.False(new MedianPruner(new() { Full = 4, Least = 3 }).Judge(Curves.Of(9, 99, 99), Others).IsPruned);
        Assert.False(new MedianPruner(new() { Full = 2 }).Judge(Curves.Of(9, 99, 99), Others).IsPruned);
    }

    [Fact]
    public void With_several_objectives_it_must_be_worse_in_each()
    {
        var others = Enumerable.Range(0, 5).Select(i => Curves.Vector(i, i, i)).ToArray();

        Assert.False(Pruner.Judge(Curves.Vector(9, 9, 1), others).IsPruned);
        Assert.True(Pruner.Judge(Curves.Vector(9, 9, 3), others).IsPruned);
    }
}
