using AutoPeft.Trials.Asking;

namespace AutoPeft.Trials.Tests.Asking;

public sealed class PlainTextTests
{
    [Fact]
    public void What_could_steer_a_terminal_goes_and_line_ends_stay() =>
        Assert.Equal("red[31m\nnext", PlainText.Of("red\u001b[31m\r\nne\u0007xt"));

    [Fact]
    public void Characters_beyond_sixteen_bits_stay() => Assert.Equal("done 🚀", PlainText.Of("done 🚀"));

    [Fact]
    public void Half_of_a_character_is_replaced() => Assert.Equal("a�b", PlainText.Of("a\ud83db"));

    [Fact]
    public void What_is_shortened_keeps_whole_characters()
    {
        var rockets = string.Concat(Enumerable.Repeat("🚀", 200));

        Assert.Equal(string.Concat(Enumerable.Repeat("🚀", 120)) + "…", PlainText.Shortened(rockets));
        Assert.Equal("short", PlainText.Shortened("short"));
    }

    [Fact]
    public void The_last_lines_are_those_that_say_something() => Assert.Equal("b\nc", PlainText.LastLines("a\n\nb \n \nc\n", 2));
}
