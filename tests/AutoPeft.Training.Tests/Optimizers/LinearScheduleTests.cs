using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Tests.Optimizers;

public sealed class LinearScheduleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(6, 0.5)]
    [InlineData(9, 0.125)]
    [InlineData(10, 0)]
    [InlineData(12, 0)]
    public void It_rises_to_1_and_falls_to_0(int step, double factor)
    {
        Assert.Equal(factor, new LinearSchedule(2, 10).Factor(step));
    }

    [Fact]
    public void Without_warm_up_it_starts_at_the_peak()
    {
        Assert.Equal(1, new LinearSchedule(0, 10).Factor(0));
        Assert.Equal(0.9, new LinearSchedule(0, 10).Factor(1));
    }

    [Fact]
    public void The_warm_up_share_is_rounded_up()
    {
        Assert.Equal(new LinearSchedule(2, 15), LinearSchedule.FromFraction(0.1, 15));
    }
}
