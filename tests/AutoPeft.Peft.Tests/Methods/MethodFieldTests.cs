using AutoPeft.Peft.Methods;

namespace AutoPeft.Peft.Tests.Methods;

public sealed class MethodFieldTests
{
    private static readonly MethodField Size = new()
    {
        Name = "rank",
        Kind = MethodFieldKind.WholeNumber,
        Summary = "A size.",
        Range = new(1, 64),
        IsSize = true,
    };

    private static readonly MethodField Dropout = new()
    {
        Name = "dropout",
        Kind = MethodFieldKind.Number,
        Summary = "A share.",
        Range = new(0, 1, MaximumExcluded: true),
        Default = 0,
    };

    private static readonly MethodField Targets = new()
    {
        Name = "targets",
        Kind = MethodFieldKind.ChoiceList,
        Summary = "Some.",
        Choices = ["query", "value"],
    };

    [Theory]
    [InlineData(0, null)]
    [InlineData(64, null)]
    [InlineData(65, "rank is 65; it must be at least 1 and at most 64, or 0 for no module.")]
    [InlineData(-1, "rank is -1; it must be at least 1 and at most 64, or 0 for no module.")]
    [InlineData(2.5, "rank is 2.5; it must be a whole number.")]
    public void A_size_is_a_whole_number_in_range_or_0(double value, string? problem) =>
        Assert.Equal(problem, Size.Problem(value));

    [Theory]
    [InlineData(0, null)]
    [InlineData(0.999, null)]
    [InlineData(1, "dropout is 1; it must be at least 0 and less than 1.")]
    public void A_number_lies_in_its_range(double value, string? problem) => Assert.Equal(problem, Dropout.Problem(value));

    [Fact]
    public void Infinite_and_undefined_numbers_are_refused()
    {
        var unbounded = Dropout with { Range = new(0) };

        Assert.NotNull(unbounded.Problem(double.PositiveInfinity));
        Assert.NotNull(unbounded.Problem(double.NaN));
    }

    [Fact]
    public void A_list_names_only_choices_and_at_least_one()
    {
        Assert.Null(Targets.Problem(SettingValue.OfList(["value"])));
        Assert.NotNull(Targets.Problem(SettingValue.OfList([])));
        Assert.NotNull(Targets.Problem(SettingValue.OfList(["value", "querry"])));
        Assert.NotNull(Targets.Problem("value"));
    }

    [Fact]
    public void A_value_of_another_kind_is_refused()
    {
        Assert.Equal("rank is true; it must be a whole number.", Size.Problem(true));
        Assert.Equal("dropout is much; it must be a number.", Dropout.Problem("much"));
    }
}
