using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class PretrainingTextTests
{
    private static readonly DocumentationExample Held =
        new("Moves the small arrow up", "files", "System.IO.Held", "P:System.IO.Held.P");
    private static readonly DocumentationExample Tested =
        new("Tells nobody about birds", "files", "System.IO.Tested", "P:System.IO.Tested.P");

    [Fact]
    public void The_types_of_test_texts_are_left_out_and_those_of_validation_texts_held_out()
    {
        var corpus = Make(
            Documentation.Member("T:System.IO.Held", "First held out text"),
            Documentation.Member("T:System.IO.Tested", "Second never seen text"),
            Documentation.Member("T:System.Other", "Third ordinary learnt text"));

        Assert.Equal(["System.Other"], corpus.Documents.Select(document => document.Name));
        Assert.Equal(["System.IO.Held"], corpus.HeldOut.Select(document => document.Name));
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
            <member name="M:System.Hello.F"><summary>Some method speaks</summary><param name="p">This one speaks</param></member>
            """);

        Assert.Equal(
            ["The type itself speaks", "Some method speaks", "This one speaks"],
            Assert.Single(corpus.Documents).Texts);
    }

    [Fact]
    public void Names_are_hidden_in_about_half_of_the_texts_and_spelt_as_words_in_the_others()
    {
        const string Tail = "into <see cref=\"T:System.Net.HttpListener\"/> now";
        var members = Enumerable.Range(0, 100).Select(i => Documentation.Member(
            $"T:System.Type{i}", $"Wraps number{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} {Tail}"));
        var corpus = Make([.. members]);

        var texts = corpus.Documents.SelectMany(document => document.Texts).ToList();

        Assert.InRange(texts.Count(text => text.EndsWith("into _ now", StringComparison.Ordinal)), 30, 70);
        Assert.All(texts, text => Assert.Matches("into (_|Http Listener) now$", text));
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
