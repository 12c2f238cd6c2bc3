using System.Globalization;
using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Tests.Formats.AdapterHub;

public sealed class ReductionFactorTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(128)]
    [InlineData(312)]
    [InlineData(768)]
    [InlineData(1000)]
    [InlineData(1024)]
    public void Every_width_has_a_factor_that_gives_exactly_it(int hidden)
    {
        for (var size = 1; size <= 2 * hidden; size++)
        {
            Assert.Equal(size, ReductionFactor.Size(hidden, Number(hidden, size)));
        }
    }

    [Theory]
    [InlineData(768, 48, "16")]
    [InlineData(768, 1, "768")]
    [InlineData(768, 1536, "0.5")]
    public void Factors_are_whole_where_they_can_be(int hidden, int size, string expected) =>
        Assert.Equal(expected, ReductionFactor.Of(hidden, size).ToJsonString());

    // What Python gives for int(1.0 // 0.1), int(768 // 15.36), int(768 // 1e9): the remainder decides, not the quotient.
    [Theory]
    [InlineData(1, 0.1, 9)]
    [InlineData(768, 15.36, 50)]
    [InlineData(768, 1e9, 1)]
    public void The_division_is_that_of_Python(int hidden, double factor, int size) =>
        Assert.Equal(size, ReductionFactor.Size(hidden, factor));

    private static double Number(int hidden, int size) =>
        double.Parse(ReductionFactor.Of(hidden, size).ToJsonString(), CultureInfo.InvariantCulture);
}
