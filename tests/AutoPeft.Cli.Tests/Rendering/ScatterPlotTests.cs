using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class ScatterPlotTests
{
    private static readonly PlotSeries[] Series =
    [
        new('●', "front", [(100, 0.7), (1_000, 0.8), (10_000, 0.85)]),
        new('·', "other trials", [(5_000, 0.75), (10_000, 0.85)]),
        new('H', "head only", [(0, 0.6)]),
    ];

    [Fact]
    public void Points_axes_and_legend_are_drawn()
    {
        var lines = ScatterPlot.Draw(Series, 60, 9, ("trainable parameters", "accuracy"));

        Assert.Equal(
            """
            accuracy ↑
                   │                                                 ●
                   │
               0.8 ┤                            ●
                   │                                           ·
                   │
               0.7 ┤      ●
                   │
                   │
               0.6 ┤ H
                   └─┬─/──┬─────────────────────┬────────────────────┬──
                     0   100                   1k                   10k
                                                  trainable parameters →
                    ● front   · other trials   H head only
            """,
            string.Join('\n', lines));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_longer_than_the_width(int width) =>
        Assert.All(ScatterPlot.Draw(Series, width, 12, ("x", "y")), line => Assert.InRange(line.Length, 1, width));

    [Fact]
    public void A_plot_without_points_is_empty_axes() =>
        Assert.Contains(ScatterPlot.Draw([new('●', "front", [])], 40, 5, ("x", "y")), line => line.Contains('└'));
}
