using AutoPeft.Primitives.Faults;

namespace AutoPeft.Primitives.Tests.Faults;

public sealed class FaultPlaceTests
{
    [Theory]
    [InlineData(0, 0, "study.yaml")]
    [InlineData(4, 0, "study.yaml:4")]
    [InlineData(4, 7, "study.yaml:4:7")]
    public void A_place_reads_as_compilers_write_it(int line, int column, string expected) =>
        Assert.Equal(expected, new FaultPlace("study.yaml", line, column).ToString());
}
