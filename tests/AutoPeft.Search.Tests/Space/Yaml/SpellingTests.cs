using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Search.Tests.Space.Yaml;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("serail", "serial")]
    [InlineData("Serial", "serial")]
    [InlineData("paralel", "parallel")]
    [InlineData("prefx-length", "prefix_length")]
    public void A_near_word_is_found(string word, string meant) =>
        Assert.Equal(meant, Spelling.Nearest(word, ["parallel", "serial", "prefix", "prefix_length"]));

    [Fact]
    public void A_far_word_is_not_guessed() => Assert.Null(Spelling.Nearest("lora", ["serial", "parallel"]));

    [Fact]
    public void Without_a_guess_the_remedy_lists_what_there_is() =>
        Assert.Equal("Use one of serial, parallel.", Spelling.Remedy("lora", ["serial", "parallel"]));
}
