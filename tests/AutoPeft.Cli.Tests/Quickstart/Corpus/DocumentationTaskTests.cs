using AutoPeft.Cli.Quickstart.Corpus;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class DocumentationTaskTests
{
    private static readonly string[] Subjects =
    [
        "apple", "brook", "cloud", "drum", "eagle", "flute", "grape", "hill", "iron", "jewel",
        "kite", "lamp", "moon", "nest", "oak",
    ];

    [Fact]
    public void Each_text_gets_the_area_of_its_namespace()
    {
        var splits = Make(
            Documentation.Member("M:System.Net.Mail.A.F", "Sends a long letter home"),
            Documentation.Member("M:System.IO.B.F", "Moves the small arrow up"));

        Assert.Equal(
            [("files", "System.IO.B"), ("networking", "System.Net.Mail.A")],
            All(splits).Select(example => (example.Area, example.Type)).Order());
    }

    [Theory]
    [InlineData("System", "Sends a long letter home")]
    [InlineData("System.Network", "Sends a long letter home")]
    [InlineData("System.Net", "Sends one _")]
    public void Texts_of_no_area_and_texts_that_are_too_short_are_left_out(string name, string summary) =>
        Assert.Empty(All(Make(Documentation.Member($"M:{name}.A.F", summary))));

    [Fact]
    public void Overloads_give_one_text() =>
        Assert.Single(All(Make(
            Documentation.Member("M:System.IO.A.F(System.Int32)", "Moves the small arrow up"),
            Documentation.Member("M:System.IO.A.F(System.String)", "Tells nobody about yellow birds"))));

    [Fact]
    public void The_same_text_occurs_once_in_all_splits_together() =>
        Assert.Single(All(Make([.. Enumerable.Range(0, 40).Select(i =>
            Documentation.Member($"P:System.IO.Type{i}.P", $"Gets the {i}. arrow of this quiver"))])));

    [Fact]
    public void A_type_and_all_nested_in_it_are_in_one_split()
    {
        var splits = Make([.. Enumerable.Range(0, 60).SelectMany(TypeWithNestedType)]);

        string[][] types = [Types(splits.Train), Types(splits.Validation), Types(splits.Test)];

        Assert.All(types, Assert.NotEmpty);
        Assert.Equal(types.Sum(split => split.Length), types.SelectMany(split => split).Distinct().Count());
    }

    [Fact]
    public void No_type_gives_more_than_its_share()
    {
        var members = Enumerable.Range(0, 15).Select(i => Documentation.Member($"P:System.IO.A.P{i}", Sentence(i, 0)));

        var splits = Make([.. members]);

        Assert.Equal(12, All(splits).Count());
    }

    [Fact]
    public void The_order_of_the_members_does_not_matter()
    {
        var members = Enumerable.Range(0, 50)
            .Select(i => Documentation.Member($"P:System.IO.Type{i}.P", Sentence(i, i % 7)))
            .ToArray();

        var splits = Make(members);
        Array.Reverse(members);

        Assert.Equal(All(splits), All(Make(members)));
    }

    private static string[] TypeWithNestedType(int type) =>
    [
        Documentation.Member($"T:System.IO.Type{type}", "x"),
        Documentation.Member($"T:System.IO.Type{type}.Nested", "x"),
        Documentation.Member($"P:System.IO.Type{type}.P", Sentence(type, 0)),
        Documentation.Member($"P:System.IO.Type{type}.Nested.P", Sentence(type, 1)),
    ];

    private static string Sentence(int i, int j) =>
        $"{Word(i)} {Word(i + 3)}{(char)('a' + (i / 15))} {Word(j + 5)}z over {Word(i + j)}ward {Word(i * j)}y";

    private static string Word(int i) => Subjects[i % 15];

    private static string[] Types(IEnumerable<DocumentationExample> split) =>
        [.. split.Select(example => example.Type).Distinct()];

    private static DocumentationSplits Make(params string[] members) =>
        DocumentationTask.FromMembers(Documentation.Members(members), new DocumentationTaskOptions());

    private static IEnumerable<DocumentationExample> All(DocumentationSplits splits) =>
        [.. splits.Train, .. splits.Validation, .. splits.Test];
}
