using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Training.Data;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class DocumentationSplitsTests : IDisposable
{
    private static readonly DocumentationSplits Splits = new(
        [Example("Moves the \"small\" arrow, up", "files"), Example("Tells # nobody", "data")],
        [Example("It's a _ of this", "data")],
        [Example("Another; text 'here", "files")]);

    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Class_numbers_follow_the_order_of_the_labels()
    {
        var data = Splits.ToTaskData();

        Assert.Equal(["data", "files"], data.Search.Train.Labels);
        Assert.Equal([1, 0], data.Search.Train.Examples.Select(example => example.Label));
        Assert.Equal("It's a _ of this", data.Search.Validation.Examples.Single().Text);
        Assert.Equal("Another; text 'here", data.HeldOut!.Test.Examples.Single().Text);
    }

    [Fact]
    public void Written_files_are_read_back_as_the_same_data()
    {
        Splits.WriteTo(_folder);

        var read = TaskData.Load(new TaskDataConfig
        {
            TrainPath = Path.Combine(_folder, "train.tsv"),
            ValidationPath = Path.Combine(_folder, "validation.tsv"),
            TestPath = Path.Combine(_folder, "test.tsv"),
        });

        var expected = Splits.ToTaskData();
        Assert.Equal(expected.Search.Train.ContentHash, read.Search.Train.ContentHash);
        Assert.Equal(expected.Search.Validation.ContentHash, read.Search.Validation.ContentHash);
        Assert.Equal(expected.HeldOut!.Test.ContentHash, read.HeldOut!.Test.ContentHash);
    }

    private static DocumentationExample Example(string text, string area) => new(text, area, "N.T", "T:N.T");
}
