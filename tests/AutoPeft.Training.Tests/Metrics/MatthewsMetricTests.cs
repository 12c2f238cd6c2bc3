using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class MatthewsMetricTests
{
    private readonly MatthewsMetric _metric = new();

    [Fact]
    public void For_two_classes_it_is_the_closed_form_of_1975()
    {
        // TP 6, TN 3, FP 1, FN 2.
        int[] actual = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
        int[] predicted = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1];
        var expected = ((6.0 * 3) - (1 * 2)) / Math.Sqrt((6 + 1) * (6 + 2) * (3 + 1.0) * (3 + 2));

        Assert.Equal(expected, _metric.Measure(new(predicted, actual, 2)), 1e-15);
    }

    [Fact]
    public void For_three_classes_it_is_the_covariance_of_the_indicators()
    {
        int[] actual = [0, 0, 1, 1, 2, 2, 2];
        int[] predicted = [0, 1, 1, 1, 2, 0, 2];

        var expected = Covariance(actual, predicted) / Math.Sqrt(Covariance(actual, actual) * Covariance(predicted, predicted));

        Assert.Equal(expected, _metric.Measure(new(predicted, actual, 3)), 1e-14);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 0, 1 }, 1)]
    [InlineData(new[] { 1, 0, 1, 0 }, -1)]
    [InlineData(new[] { 0, 0, 0, 0 }, 0)]
    public void Perfect_opposite_and_constant_predictions_have_known_values(int[] predicted, double expected)
    {
        Assert.Equal(expected, _metric.Measure(new(predicted, [0, 1, 0, 1], 2)));
    }

    /// <summary>The sum over classes of the covariance of two indicator vectors (Gorodkin 2004, Eq. 5).</summary>
    private static double Covariance(int[] left, int[] right) => Enumerable.Range(0, 3).Sum(k =>
    {
        var leftMean = left.Average(label => label == k ? 1.0 : 0);
        var rightMean = right.Average(label => label == k ? 1.0 : 0);

        return left.Zip(right).Average(pair => ((pair.First == k ? 1 : 0) - leftMean) * ((pair.Second == k ? 1 : 0) - rightMean));
    });
}
