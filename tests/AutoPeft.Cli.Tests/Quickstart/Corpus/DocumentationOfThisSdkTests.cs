using AutoPeft.Cli.Quickstart.Corpus;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

/// <summary>The task as this machine's SDK gives it.</summary>
public sealed class DocumentationOfThisSdkTests(DocumentationOfThisSdkTests.Task task, ITestOutputHelper output)
    : IClassFixture<DocumentationOfThisSdkTests.Task>
{
    public sealed class Task
    {
        internal DocumentationSplits Splits { get; } =
            DocumentationTask.FromPack(DocumentationLocator.ForThisMachine().Find(DocumentationLocator.BasePack));
    }

    [Fact]
    public void There_are_twelve_areas_with_enough_texts_in_each_split()
    {
        Assert.Equal(12, task.Splits.Labels.Length);
        Assert.All(task.Splits.Train.CountBy(example => example.Area), area => Assert.InRange(area.Value, 150, 200));
        Assert.All(task.Splits.Validation.CountBy(example => example.Area), area => Assert.InRange(area.Value, 40, 50));
        Assert.All(task.Splits.Test.CountBy(example => example.Area), area => Assert.InRange(area.Value, 80, 100));
    }

    [Fact]
    public void No_type_and_no_text_is_in_two_splits()
    {
        DocumentationExample[][] splits = [[.. task.Splits.Train], [.. task.Splits.Validation], [.. task.Splits.Test]];

        Assert.Equal(All.Count(), All.Select(example => example.Text.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(
            splits.Sum(split => split.DistinctBy(example => example.Type).Count()),
            All.DistinctBy(example => example.Type).Count());
    }

    [Fact]
    public void No_text_names_a_namespace_or_its_type()
    {
        string[] forbidden = ["xml", "json", "collection", "security", "socket", "reflection", "data", "file"];

        Assert.All(All, example => Assert.DoesNotContain(
            example.Text.Split(' ', '-'),
            word => forbidden.Append(TypeNames.SimpleName(example.Type))
                .Contains(word, StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Words_alone_tell_much_but_far_from_all()
    {
        var accuracy = new NaiveBayes(task.Splits.Train).Accuracy(task.Splits.Test);
        output.WriteLine($"Naive Bayes: {accuracy:P1} of {task.Splits.Test.Length} test texts.");

        Assert.InRange(accuracy, 0.40, 0.65);
    }

    private IEnumerable<DocumentationExample> All =>
        [.. task.Splits.Train, .. task.Splits.Validation, .. task.Splits.Test];
}
