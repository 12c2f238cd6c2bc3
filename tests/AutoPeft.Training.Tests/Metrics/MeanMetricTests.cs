using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class MeanMetricTests
{
    [Fact]
    public void It_is_the_mean_of_its_parts()
    {
        var metric = new MeanMetric("glue", [new AccuracyMetric(), new BinaryF1Metric()]);

        // 3 of 4 right; precision 1, recall 1/2.
        Assert.Equal(((3.0 / 4) + (2.0 / 3)) / 2, metric.Measure(new([], new([1, 0, 0, 0], [1, 1, 0, 0], 2), 0)), 1e-15);
    }
}
