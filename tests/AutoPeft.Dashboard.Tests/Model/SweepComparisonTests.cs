using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Tests.Model;

public sealed class SweepComparisonTests
{
    [Fact]
    public void Volumes_are_measured_against_one_point_and_dominated_parts_counted()
    {
        var comparison = SweepComparison.Of([SampleViews.Of((0.5, 10), (0.7, 30)), SampleViews.Of((0.8, 20))]);

        Assert.Equal(0.5, comparison.Rows[0].Dominated);
        Assert.Equal(0, comparison.Rows[1].Dominated);
        Assert.Contains(comparison.Rows, row => row.Behind == 0);
        Assert.NotNull(comparison.Fronts);
    }
}
