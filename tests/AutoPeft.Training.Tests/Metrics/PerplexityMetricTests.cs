using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class PerplexityMetricTests
{
    [Fact]
    public void Guessing_among_all_tokens_has_as_much_as_there_are_tokens()
    {
        Assert.Equal(512, new PerplexityMetric().Measure(new([], null, Math.Log(512))), 1e-9);
    }

    [Fact]
    public void Smaller_is_better()
    {
        Assert.False(((ITaskMetric)new PerplexityMetric()).IsLargerBetter);
        Assert.True(((ITaskMetric)new AccuracyMetric()).IsLargerBetter);
    }
}
