using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Studies;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class LinePlotTests
{
    private static readonly Objective Cost = new("cost", Direction.Minimize) { IsLogarithmic = true };
    private static readonly Objective Quality = new("quality", Direction.Maximize);

    [Fact]
    public void What_a_logarithmic_objective_has_no_place_for_is_left_out()
    {
        var plot = LinePlot.Of(Cost, Quality, [new("a", "line0", [(0, 0.1), (10, 0.5), (100, 0.6)]), new("b", "line1", [(0, 0.9)])])!;

        Assert.Equal([(10.0, 0.5), (100.0, 0.6)], Assert.Single(plot.Series).Points);
        Assert.InRange(plot.Across.Low, 1, 10);
    }

    [Fact]
    public void One_point_can_be_drawn_and_none_cannot()
    {
        Assert.NotNull(LinePlot.Of(Cost, Quality, [new("a", "line0", [(10, 0.5)])]));
        Assert.Null(LinePlot.Of(Cost, Quality, [new("a", "line0", [(0, 0.5)])]));
    }
}
