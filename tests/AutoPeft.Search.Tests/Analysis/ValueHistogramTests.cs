using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class ValueHistogramTests
{
    [Fact]
    public void The_divergence_is_that_of_smoothed_shares()
    {
        var domain = new CategoricalDomain("c", ["a", "b"]);
        var histogram = new ValueHistogram(domain, new[] { "a", "a", "a", "b" }.Select(name => (ParameterValue?)ParameterValue.Of(name)));

        // By hand: all have (3 + 1/2)/5 = 0.7 and 0.3; the last one alone has (0 + 0.7)/2 = 0.35 and (1 + 0.3)/2 = 0.65.
        Assert.Equal((0.35 * 0.35 / 0.7) + (0.35 * 0.35 / 0.3), histogram.Divergence([3]), 12);
    }

    [Fact]
    public void All_trials_do_not_differ_from_all() => Assert.Equal(0, Numbers(0.1, 0.2, 0.7, 0.9).Divergence([0, 1, 2, 3]), 0.001);

    [Fact]
    public void Ordered_values_count_in_neighbouring_cells()
    {
        var histogram = Numbers([.. Enumerable.Range(0, 40).Select(i => (i + 0.5) / 40)]);

        // Twenty cells: two trials next to each other differ as much from all as the same trial twice would nearly do.
        Assert.Equal(histogram.Divergence([20, 21]), histogram.Divergence([20, 22]), 0.05);
        Assert.True(histogram.Divergence([0, 39]) < histogram.Divergence([0, 1]));
    }

    [Fact]
    public void An_inactive_parameter_has_a_cell_of_its_own()
    {
        var histogram = new ValueHistogram(new BooleanDomain("b"), [ParameterValue.Of(true), ParameterValue.Of(true), null, null]);

        Assert.True(histogram.Divergence([2, 3]) > 0.2);
    }

    private static ValueHistogram Numbers(params double[] values) =>
        new(new FloatDomain("x", 0, 1), values.Select(value => (ParameterValue?)ParameterValue.Of(value)));
}
