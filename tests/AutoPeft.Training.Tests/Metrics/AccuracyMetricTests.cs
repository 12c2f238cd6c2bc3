using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class AccuracyMetricTests
{
    [Fact]
    public void It_is_the_share_of_rows_predicted_right()
    {
        Assert.Equal(0.75, new AccuracyMetric().Measure(new([0, 1, 2, 2], [0, 1, 2, 1], 3)));
    }
}
