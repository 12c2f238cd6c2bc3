using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class MacroF1MetricTests
{
    [Fact]
    public void Every_class_counts_the_same()
    {
        // F1 of class 0: 2·3/(4+3) = 6/7; of class 1: 2·1/(1+2) = 2/3.
        var counts = new ConfusionMatrix([0, 0, 0, 1, 1], [0, 0, 0, 0, 1], 2);

        Assert.Equal(((6.0 / 7) + (2.0 / 3)) / 2, new MacroF1Metric().Measure(counts), 1e-15);
    }

    [Fact]
    public void A_class_that_never_occurs_contributes_0()
    {
        Assert.Equal(2.0 / 3, new MacroF1Metric().Measure(new([0, 1], [0, 1], 3)), 1e-15);
    }
}
