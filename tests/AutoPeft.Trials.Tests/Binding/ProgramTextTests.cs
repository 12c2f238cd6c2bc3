using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class ProgramTextTests
{
    [Theory]
    [InlineData("--rank={lora.rank}", "--rank=8")]
    [InlineData("{lora.rank}{lora.rank}", "88")]
    [InlineData("{absent}", "")]
    [InlineData("{{lora.rank}}", "{lora.rank}")]
    [InlineData("{ \"a\": 1 }", "{ \"a\": 1 }")]
    public void Values_take_the_place_of_names_in_braces(string text, string filled) =>
        Assert.Equal(filled, ProgramText.Fill(text, name => name == "lora.rank" ? "8" : null));

    [Fact]
    public void Doubled_braces_are_no_names() => Assert.Equal(["seed"], ProgramText.NamesIn("{{a}} {seed} { b }"));
}
