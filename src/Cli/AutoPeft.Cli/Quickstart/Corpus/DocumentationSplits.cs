using System.Collections.Immutable;
using AutoPeft.Training.Data;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// The documentation task: texts with their areas in three splits that share neither a type nor a text.
/// </summary>
/// <param name="Train">The training texts.</param>
/// <param name="Validation">The texts the search may look at.</param>
/// <param name="Test">The texts only the final table is computed from.</param>
internal sealed record DocumentationSplits(
    ImmutableArray<DocumentationExample> Train,
    ImmutableArray<DocumentationExample> Validation,
    ImmutableArray<DocumentationExample> Test)
{
    /// <summary>The class labels in ordinal order.</summary>
    public ImmutableArray<string> Labels { get; } =
        [.. Train.Select(example => example.Area).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The splits as trainings take them, with the test split kept apart.</summary>
    public TaskData ToTaskData() =>
        new(new SearchData(Dataset(Train), Dataset(Validation)), new HeldOutData(Dataset(Test)));

    /// <summary>
    /// Writes <c>train.tsv</c>, <c>validation.tsv</c> and <c>test.tsv</c> with the header <c>text⇥label</c>.
    /// </summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">The folder is missing or not writable.</exception>
    public void WriteTo(string folder)
    {
        Write("train", Train);
        Write("validation", Validation);
        Write("test", Test);

        void Write(string split, ImmutableArray<DocumentationExample> examples) => File.WriteAllLines(
            Path.Combine(folder, split + ".tsv"),
            examples.Select(example => $"{example.Text}\t{example.Area}").Prepend("text\tlabel"));
    }

    private TextDataset Dataset(ImmutableArray<DocumentationExample> examples) => new(
        [.. examples.Select(example => new TextExample(example.Text, Pair: null, Labels.IndexOf(example.Area)))],
        Labels);
}
