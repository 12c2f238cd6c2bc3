using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class SpearmanMetricTests
{
    private readonly SpearmanMetric _metric = new();

    [Fact]
    public void Equal_numbers_share_the_mean_of_their_ranks() // Pearson's correlation of the ranks that were written down by hand
    {
        Assert.Equal(
            0.8636363636363636, _metric.Measure([0.5, 2.25, 1, 4.75, 4.75, 3, 2.5], [0, 2, 1.5, 5, 4, 4, 1]), 1e-14);
    }

    [Fact]
    public void Only_the_order_counts()
    {
        Assert.Equal(1, _metric.Measure([1, 10, 1000, 1001], [0.1, 0.2, 0.3, 0.4]), 1e-14);
    }
}
