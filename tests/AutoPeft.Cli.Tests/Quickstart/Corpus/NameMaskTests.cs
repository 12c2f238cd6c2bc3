namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class NameMaskTests
{
    [Fact]
    public void Ordinary_words_stay() =>
        Assert.Equal(
            "Gets the first, or (if any) the 2nd one.",
            Documentation.Mask("N.Gadget", "Gets the first,\n  or (if any) the 2nd one."));

    [Theory]
    [InlineData("Creates a gadget.")]
    [InlineData("Creates a Gadgets.")]
    [InlineData("Creates a <see cref=\"T:N.Gadget\"/>.")]
    public void The_name_of_the_own_type_is_hidden(string summary) =>
        Assert.Equal("Creates a _.", Documentation.Mask("N.Gadget", summary));

    [Theory]
    [InlineData("Opens the socket now.")]
    [InlineData("Opens the Sockets now.")]
    [InlineData("Opens the System.Net.Sockets now.")]
    [InlineData("Opens the socket-like now.")]
    public void Words_of_namespaces_are_hidden_in_singular_and_plural(string summary) =>
        Assert.Equal("Opens the _ now.", Documentation.Mask("System.Net.Sockets.Gadget", summary));

    [Theory]
    [InlineData("An XmlReader here.")]
    [InlineData("An xmlReader here.")]
    [InlineData("An XMLReader here.")]
    [InlineData("An Some.Other.Name here.")]
    [InlineData("An snake_case here.")]
    [InlineData("An List`1 here.")]
    public void Identifiers_are_hidden(string summary) =>
        Assert.Equal("An _ here.", Documentation.Mask("N.Gadget", summary));

    [Fact]
    public void A_type_of_the_root_namespace_keeps_its_name() =>
        Assert.Equal("A String or _ value.", Documentation.Mask(
            "N.Gadget",
            "A <see cref=\"T:System.String\"/> or <see cref=\"T:N.Other\"/> value.",
            "System.String",
            "N.Other"));

    [Fact]
    public void A_member_of_a_root_type_is_hidden() =>
        Assert.Equal(
            "At most _.",
            Documentation.Mask("N.Gadget", "At most <see cref=\"F:System.Int32.MaxValue\"/>.", "System.Int32"));

    [Fact]
    public void Several_hidden_names_in_a_row_become_one() =>
        Assert.Equal(
            "The _ of it.",
            Documentation.Mask("N.Gadget", "The <see cref=\"T:N.A\"/> gadget <see cref=\"T:N.B\"/> of it."));

    [Fact]
    public void Class_labels_are_hidden() =>
        Assert.Equal(
            "The _ end is a _ end.",
            Documentation.Mask("N.Gadget", "The file thread's end is a network end."));
}
