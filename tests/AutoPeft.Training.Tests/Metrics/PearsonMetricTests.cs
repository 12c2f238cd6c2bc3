using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class PearsonMetricTests
{
    private readonly PearsonMetric _metric = new();

    [Fact]
    public void It_is_what_numpy_computes() // numpy.corrcoef
    {
        Assert.Equal(
            0.8913185213029347, _metric.Measure([0.5, 2.25, 1, 4.75, 4.75, 3, 2.5], [0, 2, 1.5, 5, 4, 4, 1]), 1e-14);
    }

    [Fact]
    public void It_does_not_depend_on_place_and_scale()
    {
        Assert.Equal(1, _metric.Measure([1e6 + 1, 1e6 + 2, 1e6 + 4], [-3, -2, 0]), 1e-9);
        Assert.Equal(-1, _metric.Measure([1, 2, 4], [-3, -4, -6]), 1e-14);
    }

    [Fact]
    public void It_is_0_where_it_is_not_defined()
    {
        Assert.Equal(0, _metric.Measure([2, 2, 2], [1, 2, 3]));
        Assert.Equal(0, _metric.Measure([2], [1]));
    }
}
