using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class BinaryF1MetricTests
{
    [Fact]
    public void It_is_the_harmonic_mean_of_precision_and_recall_of_the_second_class()
    {
        // 2 true positives, 1 false positive, 2 false negatives: precision 2/3, recall 1/2.
        var counts = new ConfusionMatrix([1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 1, 0], 2);

        Assert.Equal(2 * (2.0 / 3) * 0.5 / ((2.0 / 3) + 0.5), new BinaryF1Metric().Measure(counts), 1e-15);
    }

    [Fact]
    public void It_is_0_without_any_positive()
    {
        Assert.Equal(0, new BinaryF1Metric().Measure(new([0, 0], [0, 0], 2)));
    }

    [Fact]
    public void It_is_defined_for_two_classes_only()
    {
        Assert.False(new BinaryF1Metric().Supports(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryF1Metric().Measure(new([0], [2], 3)));
    }
}
