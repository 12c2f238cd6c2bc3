using System.Collections.Immutable;
using System.Text;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class TaskDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Labels_are_numbered_in_ordinal_order()
    {
        var data = TaskData.Load(Config(_folder.Write("train.tsv", Rows(200, "neg", "pos", "Neutral"))));

        Assert.Equal(["Neutral", "neg", "pos"], data.Search.Train.Labels);
        Assert.Null(data.HeldOut);
    }

    [Fact]
    public void Labels_keep_the_order_they_are_given_in()
    {
        var train = _folder.Write("train.tsv", Rows(200, "neg", "pos"));

        var data = TaskData.Load(Config(train) with { Labels = ["pos", "neg"] });

        Assert.Equal(["pos", "neg"], data.Search.Train.Labels);
        Assert.All(
            data.Search.Train.Examples,
            example => Assert.Equal(int.Parse(example.Text.Split(' ')[1]) % 2 == 0 ? 1 : 0, example.Label));
    }

    [Fact]
    public void The_three_splits_are_disjoint_and_together_the_file()
    {
        var data = TaskData.Load(Config(_folder.Write("train.tsv", Rows(1000, "a", "b"))) with { TestFraction = 0.2 });

        var splits = new[] { data.Search.Train, data.Search.Validation, data.HeldOut!.Test };
        var texts = splits.SelectMany(split => split.Examples).Select(example => example.Text).ToArray();

        Assert.Equal(1000, texts.Length);
        Assert.Equal(1000, texts.Distinct().Count());
        Assert.InRange(splits[1].Examples.Length, 70, 130); // 100 expected, standard deviation 9.5
        Assert.InRange(splits[2].Examples.Length, 150, 250); // 200 expected, standard deviation 12.6
    }

    [Fact]
    public void Equal_texts_stay_in_one_split()
    {
        var train = _folder.Write("train.tsv", Rows(300, "a", "b") + Rows(300, "b", "a")["text\tlabel\n".Length..]);

        var data = TaskData.Load(Config(train) with { ValidationFraction = 0.5 });

        Assert.Empty(Texts(data.Search.Train).Intersect(Texts(data.Search.Validation)));
    }

    [Fact]
    public void A_new_row_moves_no_other_row()
    {
        var before = TaskData.Load(Config(_folder.Write("a.tsv", Rows(300, "a", "b"))));
        var after = TaskData.Load(Config(_folder.Write("b.tsv", Rows(300, "a", "b").Replace("\n", "\nfresh\ta\n")[..^8])));

        Assert.Equal(Texts(before.Search.Validation), Texts(after.Search.Validation).Where(text => text != "fresh"));
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        var config = Config(_folder.Write("train.tsv", Rows(300, "a", "b")));

        var first = TaskData.Load(config).Search.Validation;
        var second = TaskData.Load(config with { SplitSeed = 1 }).Search.Validation;

        Assert.NotEqual(first.ContentHash, second.ContentHash);
        Assert.Equal(first.ContentHash, TaskData.Load(config).Search.Validation.ContentHash);
    }

    [Fact]
    public void A_smaller_limit_chooses_part_of_a_larger_one()
    {
        var config = Config(_folder.Write("train.tsv", Rows(300, "a", "b")));

        var small = Texts(TaskData.Load(config with { TrainLimit = 20 }).Search.Train);
        var large = Texts(TaskData.Load(config with { TrainLimit = 50 }).Search.Train);

        Assert.Equal(20, small.Length);
        Assert.Equal(50, large.Length);
        Assert.Empty(small.Except(large));
    }

    [Fact]
    public void Files_of_a_pair_task_without_header_are_read_by_column_number()
    {
        var train = _folder.Write("train.tsv", "x\t1\tone\tfirst\nx\t0\ttwo\tsecond\n");
        var validation = _folder.Write("dev.tsv", "x\t0\tthree\tthird\n");

        var data = TaskData.Load(new TaskDataConfig
        {
            TrainPath = train,
            ValidationPath = validation,
            HasHeader = false,
            TextColumn = "3",
            PairColumn = "4",
            LabelColumn = "2",
        });

        Assert.Equal(new TextExample("three", "third", 0), Assert.Single(data.Search.Validation.Examples));
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_column()
    {
        var train = _folder.Write("train.tsv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Rows(50, "a", "b"))]);

        Assert.Equal(2, TaskData.Load(Config(train)).Search.Train.Labels.Length);
    }

    [Fact]
    public void Faults_of_all_files_are_reported_at_once_with_their_lines()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\ngood\ta\nbad\n \tb\nbetter\tb\n");
        var validation = _folder.Write("dev.csv", "text,label\nfine,a\n\"x\"y,b\n");
        var config = Config(train) with { ValidationPath = validation, TestPath = _folder.File("absent.tsv") };

        Assert.Equal(
            [$"{train}:3", $"{train}:4", $"{validation}:3", _folder.File("absent.tsv")],
            FaultsOf(config).Select(fault => fault.Place.ToString()));
    }

    [Fact]
    public void Classes_are_not_missed_where_rows_could_not_be_read()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\ngood\ta\nbad\n");

        Assert.Equal(3, Assert.Single(FaultsOf(Config(train))).Place.Line);
    }

    [Fact]
    public void A_label_unknown_in_training_is_a_fault()
    {
        var train = _folder.Write("train.tsv", Rows(50, "a", "b"));
        var validation = _folder.Write("dev.tsv", "text\tlabel\nfine\tb\nodd\tc\n");

        var fault = Assert.Single(FaultsOf(Config(train) with { ValidationPath = validation }));

        Assert.Equal(3, fault.Place.Line);
        Assert.Contains("'c'", fault.Message);
        Assert.Contains("'a', 'b'", fault.Remedy);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_with_their_line()
    {
        var train = _folder.Write("train.tsv", [.. Encoding.UTF8.GetBytes("text\tlabel\nok\ta\n"), 0xC3, 0x28, (byte)'\t', (byte)'b']);

        Assert.Equal(3, Assert.Single(FaultsOf(Config(train))).Place.Line);
    }

    [Theory]
    [InlineData("text\tlabel\n", "no rows")]
    [InlineData("", "no rows")]
    [InlineData("text\tlabel\nx\ta\ny\ta\n", "Every row has the label 'a'")]
    [InlineData("text\tkind\nx\ta\ny\tb\n", "no column 'label'")]
    [InlineData("text\tlabel\nx\ta\ny\tb\n", "split is empty")]
    public void A_file_that_cannot_be_trained_on_is_refused(string content, string message)
    {
        Assert.Contains(FaultsOf(Config(_folder.Write("train.tsv", content))), fault => fault.Message.Contains(message));
    }

    [Fact]
    public void Settings_are_checked_before_any_file_is_read()
    {
        var config = Config("absent.tsv") with { ValidationFraction = 0.7, TestFraction = 0.4, TrainLimit = 0, Labels = ["a"] };

        Assert.Equal(3, FaultsOf(config).Length);
    }

    private static TaskDataConfig Config(string train) => new() { TrainPath = train };

    private static ImmutableArray<Fault> FaultsOf(TaskDataConfig config) =>
        Assert.Throws<InvalidInputException>(() => TaskData.Load(config)).Faults;

    private static string[] Texts(TextDataset dataset) => [.. dataset.Examples.Select(example => example.Text)];

    private static string Rows(int count, params string[] labels) =>
        "text\tlabel\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"row {i}\t{labels[i % labels.Length]}\n"));
}
