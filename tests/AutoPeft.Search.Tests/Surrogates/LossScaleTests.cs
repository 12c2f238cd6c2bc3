using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class LossScaleTests
{
    private static readonly double[] Losses = [0.3, 1.5, 0.7, 4.2, 0.31];

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.2)]
    public void Targets_have_mean_0_and_variance_1(double floor)
    {
        var targets = Array.ConvertAll(Losses, LossScale.Of(Losses, floor).ToTarget);

        Assert.Equal(0, targets.Average(), 1e-12);
        Assert.Equal(1, targets.Average(target => target * target), 1e-12);
    }

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.2)]
    public void A_certain_target_is_its_loss_again(double floor)
    {
        var scale = LossScale.Of(Losses, floor);

        Assert.Equal(1.5, scale.ToForecast(scale.ToTarget(1.5), 0).Median, 1e-12);
    }

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.2)]
    public void The_Jacobian_is_the_slope_of_the_targets(double floor)
    {
        var scale = LossScale.Of(Losses, floor);
        var slopes = Losses.Sum(loss => Math.Log((scale.ToTarget(loss + 1e-6) - scale.ToTarget(loss - 1e-6)) / 2e-6));

        Assert.Equal(slopes, scale.LogJacobian(Losses), 1e-6);
    }

    [Fact]
    public void Equal_losses_are_not_divided_by_nothing() => Assert.Equal(0, LossScale.Of([2, 2, 2]).ToTarget(2));
}
