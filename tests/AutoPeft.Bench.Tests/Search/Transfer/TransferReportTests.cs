using AutoPeft.Bench.Search.Transfer;

namespace AutoPeft.Bench.Tests.Search.Transfer;

public sealed class TransferReportTests
{
    private static readonly TransferResult[] Results =
    [
        Result("nothing", 0, 0.5, 0.9), Result("related", 0, 0.7, 0.89), Result("nothing", 1, 0.6, 0.94), Result("related", 1, 0.7, 0.95),
    ];

    [Fact]
    public void It_says_what_was_reached_with_its_standard_error() => Assert.Equal(
        ["| earlier study | 5 | 60 |", "|---|---|---|", "| nothing | 0.550 ± 0.050 | 0.920 ± 0.020 |", "| related | 0.700 ± 0.000 | 0.920 ± 0.030 |"],
        TransferReport.Of(Results).Take(4));

    [Fact]
    public void Gains_are_those_over_the_same_seed() => Assert.Equal(
        ["", "| gain | 5 | 60 |", "|---|---|---|", "| related | +0.150 ± 0.050 | +0.000 ± 0.010 |"], TransferReport.Of(Results).Skip(4));

    [Fact]
    public void There_is_no_gain_where_a_seed_has_nothing_to_be_compared_with() =>
        Assert.Equal("|---|---|---|", TransferReport.Of([.. Results, Result("related", 2, 0.8, 0.9)]).Last());

    [Fact]
    public void The_plot_has_a_line_for_each_kind() =>
        Assert.Equal(2, TransferPlot.Of(Results).Split("<polyline").Length - 1);

    private static TransferResult Result(string earlier, long seed, double early, double late) =>
        new(earlier, seed, new SortedDictionary<int, double> { [5] = early, [60] = late });
}
