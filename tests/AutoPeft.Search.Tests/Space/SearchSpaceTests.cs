using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using static AutoPeft.Search.Tests.Space.Spaces;

namespace AutoPeft.Search.Tests.Space;

public sealed class SearchSpaceTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    [Fact]
    public void Every_sample_is_valid()
    {
        var space = Paper(3);

        Assert.All(Enumerable.Range(0, 2000), index => Assert.Null(space.WhyInvalid(space.Sample(Key.For(index))!)));
    }

    [Fact]
    public void Samples_of_a_conditional_space_have_exactly_the_active_parameters()
    {
        var space = Conditional();

        for (var index = 0; index < 500; index++)
        {
            var sample = space.Sample(Key.For(index))!;
            Assert.Equal(sample["method"].AsText == "lora", sample.Find("rank") is not null);
            Assert.True(space.Contains(sample));
        }
    }

    [Fact]
    public void Samples_cover_the_levels_evenly()
    {
        var space = new SearchSpace([new OrdinalDomain("size", [0, 1, 3, 6])]);

        var counts = Enumerable.Range(0, 8000).CountBy(index => space.Sample(Key.For(index))!["size"].AsNumber);

        Assert.All(counts, entry => Assert.InRange(entry.Value, 1850, 2150));
    }

    [Fact]
    public void The_only_valid_point_of_a_listable_space_is_found()
    {
        var names = Enumerable.Range(0, 14).Select(index => $"b{index}").ToArray();
        var rule = new SpaceRule("all", "All must be on.", configuration => names.All(name => configuration[name].AsFlag));
        var space = new SearchSpace(names.Select(name => new BooleanDomain(name)), new SpaceRules { Rules = [rule] });

        Assert.NotNull(space.Sample(Key));
    }

    [Fact]
    public void An_empty_space_gives_no_sample()
    {
        var rule = new SpaceRule("never", "Nothing is allowed.", _ => false);

        Assert.Null(new SearchSpace([new BooleanDomain("a")], new SpaceRules { Rules = [rule] }).Sample(Key));
    }

    [Fact]
    public void Neighbours_are_valid_different_and_one_move_away()
    {
        var space = Paper(4);
        var start = space.Sample(Key)!;

        var neighbours = space.Neighbours(start, Key);

        Assert.Equal(neighbours.Count, neighbours.Distinct().Count());
        Assert.All(neighbours, neighbour => Assert.Null(space.WhyInvalid(neighbour)));
        Assert.All(neighbours, neighbour => Assert.Equal(1, start.Entries.Zip(neighbour.Entries).Count(pair => pair.First.Value != pair.Second.Value)));
    }

    [Fact]
    public void Neighbours_activate_and_deactivate_dependent_parameters()
    {
        var space = Conditional();
        var start = Configuration.FromJson("""{"method":"lora","rank":2,"scaled":true,"factor":4,"bias":false}""");

        var neighbours = space.Neighbours(start, Key);

        Assert.All(neighbours, neighbour => Assert.Null(space.WhyInvalid(neighbour)));
        Assert.Contains(neighbours, neighbour => neighbour.ToJson() == """{"bias":false,"method":"none"}""");
        Assert.Contains(neighbours, neighbour => neighbour.ToJson() == """{"bias":false,"factor":4,"method":"prefix","scaled":true}""");
    }

    [Theory]
    [InlineData("""{"method":"none","bias":true,"other":1}""", "The space has no parameter 'other'.")]
    [InlineData("""{"method":"none"}""", "The parameter 'bias' has no value.")]
    [InlineData("""{"method":"none","bias":1}""", "The parameter 'bias' cannot be 1.")]
    [InlineData("""{"method":"none","bias":true,"rank":1}""", "The parameter 'rank' is 1, but it exists only when method is lora.")]
    public void A_configuration_outside_the_space_is_told_why(string json, string reason)
    {
        Assert.Equal(reason, Conditional().WhyInvalid(Configuration.FromJson(json)));
    }

    [Fact]
    public void A_configuration_that_breaks_a_rule_is_told_which()
    {
        var space = Conditional(new SpaceRules
        {
            Forbidden = [ForbiddenClause.Of(("bias", ParameterValue.Of(true)))],
            Rules = [new("budget", "It has too many parameters.", configuration => configuration["method"].AsText != "none")],
        });

        Assert.Equal("It is forbidden that bias is true.", space.WhyInvalid(Configuration.FromJson("""{"method":"none","bias":true}""")));
        Assert.Equal("It has too many parameters.", space.WhyInvalid(Configuration.FromJson("""{"method":"none","bias":false}""")));
    }

    [Fact]
    public void Samples_are_canonical()
    {
        var space = new SearchSpace(
            [new BooleanDomain("a"), new BooleanDomain("b")],
            new SpaceRules { Canonicalize = configuration => configuration["a"].IsOff ? configuration.With("b", ParameterValue.Of(false)) : configuration });

        Assert.DoesNotContain("""{"a":false,"b":true}""", Enumerable.Range(0, 100).Select(index => space.Sample(Key.For(index))!.ToJson()));
    }

    [Fact]
    public void Encoding_puts_levels_on_an_even_grid_and_inactive_parameters_in_the_middle()
    {
        var space = Conditional();
        var point = new double[space.EncodedLength];

        space.Encode(Configuration.FromJson("""{"method":"prefix","scaled":false,"bias":true}"""), point);

        Assert.Equal([0, 1, 0, 0.5, 0, 0.5, 1], point);
    }

    [Fact]
    public void Listing_gives_every_point_once()
    {
        var points = Conditional().Enumerate().ToArray();

        Assert.Equal(42, points.Distinct().Count());
        Assert.Equal(42, points.Length);
    }

    [Fact]
    public void Conditions_in_a_circle_are_refused()
    {
        var condition = (string name) => new Condition(name, [ParameterValue.Of(true)]);

        Assert.Throws<ArgumentException>(() => new SearchSpace(
            [new BooleanDomain("a") { When = condition("b") }, new BooleanDomain("b") { When = condition("a") }]));
    }
}
