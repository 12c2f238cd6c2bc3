using System.Numerics;
using AutoPeft.Search.Space;
using static AutoPeft.Search.Tests.Space.Spaces;

namespace AutoPeft.Search.Tests.Space;

public sealed class SpaceCounterTests
{
    [Theory]
    [InlineData(12, "5451776", "5446350")]
    [InlineData(24, "22330474496", "22313695950")]
    public void The_spaces_of_the_paper_have_the_known_sizes(int layers, string points, string valid)
    {
        var size = Paper(layers).Count();

        Assert.Equal(BigInteger.Parse(points), size.Points);
        Assert.Equal(BigInteger.Parse(valid), size.Valid);
    }

    [Fact]
    public void A_space_far_beyond_64_bits_is_counted_exactly()
    {
        var size = Paper(200).Count();

        Assert.Equal(BigInteger.Pow(2, 200) * 1331, size.Points);
        Assert.Equal((BigInteger.Pow(2, 200) - 1) * 1330, size.Valid);
    }

    [Fact]
    public void Conditional_parameters_multiply_only_where_they_exist()
    {
        // lora: 4 ranks · (not scaled, or 3 factors); prefix: (1 + 3); none: 1. All twice for bias.
        Assert.Equal((16 + 4 + 1) * 2, Conditional().Count().Points);
    }

    [Fact]
    public void Clauses_over_conditional_parameters_agree_with_listing_the_space()
    {
        var space = Conditional(new SpaceRules
        {
            Forbidden =
            [
                ForbiddenClause.Of(("rank", ParameterValue.Of(3)), ("bias", ParameterValue.Of(true))),
                ForbiddenClause.Of(("factor", ParameterValue.Of(4)), ("method", ParameterValue.Of("lora"))),
                ForbiddenClause.Of(("scaled", ParameterValue.Of(false)), ("bias", ParameterValue.Of(false))),
            ],
            Required = [new(["scaled", "rank", "bias"]), new(["factor", "bias"])],
        });

        Assert.Equal(space.Enumerate().Count(space.IsValid), space.Count().Valid);
        Assert.Equal(space.Enumerate().Count(), space.Count().Points);
    }

    [Fact]
    public void A_rule_over_few_parameters_is_counted_by_trying_those_only()
    {
        var both = new SpaceRule("not both", "Serial and parallel together are too large.", configuration =>
            configuration["serial"].IsOff || configuration["parallel"].IsOff)
        { Parameters = ["serial", "parallel"] };
        var paper = Paper(24);

        var size = new SearchSpace(paper.Domains, paper.Rules with { Rules = [both] }).Count();

        Assert.Equal(((BigInteger.One << 24) - 1) * ((21 * 11) - 1), size.Valid);
    }

    [Fact]
    public void A_rule_over_too_many_parameters_gives_no_number_instead_of_a_wrong_one()
    {
        var paper = Paper(24);
        var rule = new SpaceRule("any", "Never.", _ => true);

        var size = new SearchSpace(paper.Domains, paper.Rules with { Rules = [rule] }).Count();

        Assert.Null(size.Valid);
        Assert.NotNull(size.Points);
    }

    [Fact]
    public void A_space_with_a_continuous_parameter_is_not_countable()
    {
        var space = new SearchSpace([new FloatDomain("rate", 1e-4, 1e-2, Scale.Log), new BooleanDomain("bias")]);

        Assert.Equal(new SpaceSize(null, null), space.Count());
    }

    [Fact]
    public void Contradictory_rules_leave_nothing()
    {
        var space = new SearchSpace(
            [new BooleanDomain("a"), new BooleanDomain("b")],
            new SpaceRules { Required = [new(["a"])], Forbidden = [ForbiddenClause.Of(("a", ParameterValue.Of(true)))] });

        Assert.Equal(BigInteger.Zero, space.Count().Valid);
    }
}
