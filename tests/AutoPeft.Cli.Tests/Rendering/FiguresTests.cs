using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_240, "1.2 kB")]
    [InlineData(12_000_000, "12 MB")]
    [InlineData(23_540_000_000, "23.5 GB")]
    public void Bytes_have_one_decimal_at_most(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0, "0 trials")]
    [InlineData(1, "1 trial")]
    [InlineData(1234, "1,234 trials")]
    public void A_word_is_in_the_plural_unless_there_is_one(int count, string text) => Assert.Equal(text, Figures.Count(count, "trial"));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.824, "82.4 %")]
    [InlineData(0.0047, "0.47 %")]
    [InlineData(0.000123, "0.0123 %")]
    [InlineData(1, "100.0 %")]
    public void Small_shares_keep_their_digits(double share, string text) => Assert.Equal(text, Figures.Share(share));

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(12.4, "12 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7_800, "2 h 10 min")]
    public void Durations_have_two_units(double seconds, string text) =>
        Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Counts_have_separators() => Assert.Equal("5,451,776", Figures.Count(5451776));
}
