using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Rows_are_counted_by_true_and_predicted_class()
    {
        var counts = new ConfusionMatrix([0, 1, 1, 2], [0, 0, 1, 1], 3);

        Assert.Equal(1, counts[0, 1]);
        Assert.Equal(1, counts[1, 2]);
        Assert.Equal(0, counts[2, 1]);
        Assert.Equal(2, counts.Correct);
        Assert.Equal(2, counts.Actual(1));
        Assert.Equal(1, counts.Predicted(2));
    }

    [Theory]
    [InlineData(new[] { 0 }, new[] { 0, 1 })]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 2 }, new[] { 0 })]
    [InlineData(new[] { 0 }, new[] { -1 })]
    public void Rows_that_do_not_fit_are_refused(int[] predicted, int[] actual)
    {
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(predicted, actual, 2));
    }
}
