using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class PretrainingTextTests
{
    private static readonly DocumentationExample Held =
        new("Moves the small arrow up", "files", "System.IO.Kept", "P:System.IO.Kept.P");
    private static readonly DocumentationExample Tested =
        new("Tells nobody about birds", "files", "System.IO.Used", "P:System.IO.Used.P");

    [Fact]
    public void The_types_of_test_texts_are_left_out_and_those_of_validation_texts_held_out()
    {
        var corpus = Make(
            Documentation.Member("T:System.IO.Kept", "First unseen sample text"),
            Documentation.Member("T:System.IO.Used", "Second never seen text"),
            Documentation.Member("T:System.Other", "Third ordinary learnt text"));

        Assert.Equal(["System.Other"], corpus.Documents.Select(document => document.Name));
        Assert.Equal(["System.IO.Kept"], corpus.HeldOut.Select(document => document.Name));
    }

    [Theory]
    [InlineData("Moves the small arrow up")]
    [InlineData("tells nobody about birds.")]
    public void A_text_of_validation_or_test_is_left_out_wherever_it_stands(string text) =>
        Assert.Empty(Make(Documentation.Member("T:System.Other", text)).Documents);

    [Fact]
    public void Equal_texts_and_very_short_ones_are_left_out()
    {
        var corpus = Make(
            Documentation.Member("T:System.A", "Third ordinary learnt text"),
            Documentation.Member("T:System.B", "Third ordinary learnt text"),
            Documentation.Member("T:System.C", "Too short"));

        Assert.Equal(["System.A"], corpus.Documents.Select(document => document.Name));
    }

    [Fact]
    public void All_sections_of_a_type_and_its_members_make_one_document()
    {
        var corpus = Make(
            Documentation.Member("T:System.Hello", "The type itself speaks"),
            """
            <member name="M:System.Hello.F">
            <summary>Some method speaks</summary><param name="p">This one speaks</param>
            </member>
            """);

        Assert.Equal(
            ["The type itself speaks", "Some method speaks", "This one speaks"],
            Assert.Single(corpus.Documents).Texts);
    }

    [Fact]
    public void Texts_with_a_name_occur_twice_in_documents_of_their_own()
    {
        var corpus = Make(
            Documentation.Member("T:System.Hello", "Wraps them into <see cref=\"T:System.Net.HttpListener\"/> now"),
            Documentation.Member("M:System.Hello.F", "No name is here"));

        Assert.Equal(
            [["Wraps them into _ now", "No name is here"], ["Wraps them into Http Listener now"]],
            corpus.Documents.Select(document => document.Texts.ToArray()));
    }

    [Fact]
    public void The_hash_changes_with_any_text() =>
        Assert.NotEqual(
            Make(Documentation.Member("T:System.A", "Third ordinary learnt text")).Hash(),
            Make(Documentation.Member("T:System.A", "Third ordinary learnt texts")).Hash());

    private static PretrainingCorpus Make(params string[] members) =>
        PretrainingText.FromMembers(
            Documentation.Members(members), new DocumentationSplits([], [Held], [Tested]), "test");
}
