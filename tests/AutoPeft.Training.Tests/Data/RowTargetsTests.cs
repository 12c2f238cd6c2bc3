using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class RowTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_are_read_in_the_invariant_culture()
    {
        var train = _folder.Write("train.tsv", "a\tb\tscore\nx\ty\t3.25\nz\tw\t-1e-3\nu\tv\t5\n");

        var rows = TaskData.Load(Config(train, TaskKind.Regression) with { TextColumn = "a", PairColumn = "b", LabelColumn = "score" });

        Assert.Equal([3.25f, -0.001f, 5f], rows.Search.Train.Examples.Select(example => example.Value));
        Assert.Equal(new TaskShape(TaskKind.Regression, 1), rows.Search.Train.Task);
    }

    [Theory]
    [InlineData("good")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("1e99")]
    public void A_label_that_is_no_number_is_refused_with_its_line(string label)
    {
        var train = _folder.Write("train.tsv", $"text\tlabel\nx\t1\ny\t{label}\n");

        var fault = Assert.Single(FaultsOf(Config(train, TaskKind.Regression)));

        Assert.StartsWith($"{train}:3: The label '{label}' is not a number.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_has_a_tag()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\nAnn  saw Bob\tNAME X NAME\nall right\tX X\n");

        var rows = TaskData.Load(Config(train, TaskKind.TokenClassification)).Search.Train;

        Assert.Equal(["NAME", "X"], rows.Labels);
        Assert.Equal("Ann saw Bob", rows.Examples[0].Text);
        Assert.Equal([0, 1, 0], rows.Examples[0].Tags);
        Assert.Equal([2, 3], rows.ClassCounts());
    }

    [Fact]
    public void Words_and_tags_may_be_lists()
    {
        var train = _folder.Write("train.jsonl", "{\"text\": [\"Ann\", \"saw\"], \"label\": [\"NAME\", \"X\"]}\n");

        Assert.Equal([0, 1], TaskData.Load(Config(train, TaskKind.TokenClassification)).Search.Train.Examples[0].Tags);
    }

    [Fact]
    public void Missing_tags_and_unknown_tags_are_refused_with_their_lines()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\na b\tX\nc d\tX Y\n");

        var faults = FaultsOf(Config(train, TaskKind.TokenClassification) with { Labels = ["X", "Z"] });

        Assert.Equal(2, faults.Length);
        Assert.StartsWith($"{train}:2: The row has 2 words and 1 tags.", faults[0], StringComparison.Ordinal);
        Assert.StartsWith($"{train}:3: The label 'Y' is not among the training labels.", faults[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_alone_need_no_label_column()
    {
        var train = _folder.Write("train.tsv", "text\nonce upon a time\nthe end\n");

        var rows = TaskData.Load(Config(train, TaskKind.LanguageModelling)).Search.Train;

        Assert.Equal(["once upon a time", "the end"], rows.Examples.Select(example => example.Text));
        Assert.Empty(rows.Labels);
    }

    [Fact]
    public void What_a_task_does_not_have_is_refused_before_any_file_is_read()
    {
        var faults = FaultsOf(Config("none.tsv", TaskKind.LanguageModelling) with { PairColumn = "b", Labels = ["x", "y"] });

        Assert.Equal(2, faults.Length);
    }

    // Everything is trained on and validated with the same file: splitting has tests of its own.
    private static TaskDataConfig Config(string train, TaskKind kind) => new() { TrainPath = train, ValidationPath = train, Kind = kind };

    private static ImmutableArray<string> FaultsOf(TaskDataConfig config) =>
        [.. Assert.Throws<InvalidInputException>(() => TaskData.Load(config)).Faults.Select(fault => fault.ToString()).Distinct()];
}
