using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class ContourAxisTests
{
    private static readonly ContourAxis Strips = new(new BooleanDomain("layer.0"), 20);
    private static readonly ContourAxis Scale = new(new FloatDomain("learning_rate", 0, 1), 20);

    [Fact]
    public void A_flag_has_two_strips_with_their_texts_in_the_middle()
    {
        Assert.Equal(2, Strips.Cells);
        Assert.Equal([(0.25, "off"), (0.75, "on")], Strips.Axis.Ticks);
    }

    [Fact]
    public void A_strip_hears_of_its_own_level_only()
    {
        var place = Strips.Place(ParameterValue.Of(true));

        Assert.Equal((0.0, 1.0), (Strips.Weight(place, 0), Strips.Weight(place, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Dots_stay_well_within_their_strip(double turn) =>
        Assert.InRange(Strips.PlaceOfDot(ParameterValue.Of(false), turn), 0.05, 0.45);

    [Fact]
    public void On_a_scale_dots_stand_where_their_value_is_and_near_cells_hear_more()
    {
        var value = ParameterValue.Of(0.5);

        Assert.Equal(20, Scale.Cells);
        Assert.Equal(Scale.Place(value), Scale.PlaceOfDot(value, 0.9));
        Assert.True(Scale.Weight(Scale.Place(value), 9) > Scale.Weight(Scale.Place(value), 7));
    }
}
