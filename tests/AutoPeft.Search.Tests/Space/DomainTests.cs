using AutoPeft.Search.Space;

namespace AutoPeft.Search.Tests.Space;

public sealed class DomainTests
{
    public static TheoryData<ParameterDomain> Domains =>
    [
        new FloatDomain("x", -2, 6),
        new FloatDomain("x", 1e-5, 1e-1, Scale.Log),
        new IntegerDomain("x", (3, 40), step: 4),
        new IntegerDomain("x", (1, 64), scale: Scale.Log),
        new OrdinalDomain("x", [0, 1, 3, 6]),
        new CategoricalDomain("x", ["a", "b", "c"]),
        new BooleanDomain("x"),
        new FixedDomain("x", ParameterValue.Of("a")),
    ];

    [Theory]
    [MemberData(nameof(Domains))]
    public void Places_of_the_unit_interval_give_values_of_the_domain(ParameterDomain domain)
    {
        foreach (var place in new[] { 0, 0.25, 0.5, 0.999999, 1 })
        {
            var value = domain.FromUnit(place);

            Assert.True(domain.Contains(value));
            Assert.InRange(domain.ToUnit(value), 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public void Neighbours_are_other_values_of_the_domain(ParameterDomain domain)
    {
        foreach (var value in new[] { domain.FromUnit(0), domain.FromUnit(0.4), domain.FromUnit(1) })
        {
            var neighbours = domain.Neighbours(value).ToArray();

            Assert.All(neighbours, neighbour => Assert.True(domain.Contains(neighbour)));
            Assert.DoesNotContain(value, neighbours);
            Assert.Equal(neighbours.Length, neighbours.Distinct().Count());
        }
    }

    [Fact]
    public void A_log_scale_halves_at_the_geometric_mean()
    {
        Assert.Equal(1e-3, new FloatDomain("x", 1e-4, 1e-2, Scale.Log).FromUnit(0.5).AsNumber, 1e-15);
        Assert.Equal(0.5, new IntegerDomain("x", (1, 64), scale: Scale.Log).ToUnit(ParameterValue.Of(8)), 1e-12);
    }

    [Fact]
    public void A_log_scale_reaches_all_whole_numbers_and_prefers_small_ones()
    {
        var domain = new IntegerDomain("x", (1, 8), scale: Scale.Log);

        var counts = Enumerable.Range(0, 10_000).CountBy(index => domain.FromUnit(index / 10_000.0).AsNumber).ToDictionary();

        Assert.Equal(8, counts.Count);
        Assert.True(counts[1] > 3 * counts[8]);
    }

    [Fact]
    public void Steps_stop_at_the_last_number_within_the_range()
    {
        var domain = new IntegerDomain("x", (3, 40), step: 4);

        Assert.Equal(39, domain.High);
        Assert.False(domain.Contains(ParameterValue.Of(40)));
        Assert.False(domain.Contains(ParameterValue.Of(5)));
    }

    [Fact]
    public void Ordered_levels_have_steps_jumps_and_both_ends_as_neighbours()
    {
        var domain = new OrdinalDomain("x", Enumerable.Range(0, 11).Select(level => (double)level));

        Assert.Equal([0, 1, 3, 4, 6, 7, 9, 10], domain.Neighbours(ParameterValue.Of(5)).Select(value => value.AsNumber));
    }

    [Fact]
    public void No_category_lies_between_two_others()
    {
        var domain = new CategoricalDomain("x", ["a", "b", "c"]);
        var codes = new double[3][];
        for (var level = 0; level < 3; level++)
        {
            domain.Encode(domain.At(level), codes[level] = new double[3]);
        }

        double Distance(int i, int j) => codes[i].Zip(codes[j], (a, b) => (a - b) * (a - b)).Sum();

        Assert.Equal(Distance(0, 1), Distance(0, 2));
        Assert.Equal(Distance(0, 1), Distance(1, 2));
    }

    [Fact]
    public void Choices_that_do_not_increase_are_refused() =>
        Assert.Throws<ArgumentException>(() => new OrdinalDomain("x", [1, 0, 3]));

    [Fact]
    public void A_log_scale_that_reaches_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FloatDomain("x", 0, 1, Scale.Log));
}
