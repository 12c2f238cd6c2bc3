using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Studies;

public sealed class ObjectiveTests
{
    [Fact]
    public void A_larger_accuracy_is_a_smaller_loss() =>
        Assert.True(new Objective("accuracy", Direction.Maximize).ToLoss(0.9) < new Objective("accuracy", Direction.Maximize).ToLoss(0.8));

    [Theory]
    [InlineData(Direction.Minimize)]
    [InlineData(Direction.Maximize)]
    public void A_loss_turns_back_into_its_value(Direction direction)
    {
        var objective = new Objective("x", direction);

        Assert.Equal(0.3, objective.FromLoss(objective.ToLoss(0.3)));
    }

    [Theory]
    [InlineData(Direction.Minimize, 3)]
    [InlineData(Direction.Maximize, -3)]
    public void A_logarithmic_objective_counts_decades(Direction direction, double loss)
    {
        var objective = new Objective("parameters", direction) { IsLogarithmic = true };

        Assert.Equal(loss, objective.ToLoss(1000), 12);
        Assert.Equal(1000, objective.FromLoss(loss), 9);
    }
}
