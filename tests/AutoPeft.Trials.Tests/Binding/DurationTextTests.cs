using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("2h", 7200)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("45s", 45)]
    [InlineData("1.5h", 5400)]
    [InlineData("1d", 86400)]
    public void Durations_are_written_as_people_do(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("30m1h")]
    [InlineData("two hours")]
    public void Anything_else_is_none(string text) => Assert.Null(DurationText.Parse(text));
}
