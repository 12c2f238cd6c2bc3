using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// A text classification task made from API documentation: from a member's summary, tell the area it belongs to.
/// </summary>
/// <remarks>
/// A pure function of the documentation: order and splits come from hashes of names, so a new SDK version moves only
/// the texts it changed. A type, with everything nested in it, is in one split; a text, or one nearly the same,
/// occurs once in all splits together; the overloads of a method give one text.
/// </remarks>
internal static class DocumentationTask
{
    /// <summary>The smallest task that is worth a search: texts in the training, validation and test split.</summary>
    public static (int Train, int Validation, int Test) MinimumSizes { get; } = (2000, 500, 1000);

    /// <summary>Which version of this task it is. Raise it with every change of the texts, so that stored ones are made again.</summary>
    public const int Revision = 1;

    private const double TrainShare = 0.57;
    private const double ValidationShare = 0.14;

    private static readonly RandomKey Key = RandomKey.FromSeed(0).For("documentation task");

    /// <summary>Makes the task from a pack.</summary>
    /// <exception cref="InvalidInputException">
    /// A file cannot be read, or the documentation is too small for the task.
    /// </exception>
    public static DocumentationSplits FromPack(DocumentationPack pack)
    {
        var splits = FromMembers(
            [.. DocumentationReader.ReadAll(pack.Files, section => section == "summary")],
            new DocumentationTaskOptions());
        var (train, validation, test) = MinimumSizes;
        if (splits.Train.Length < train || splits.Validation.Length < validation || splits.Test.Length < test)
        {
            throw new InvalidInputException(
                new FaultPlace(Path.GetDirectoryName(pack.Files[0])!),
                $"The documentation gives {splits.Train.Length} training, {splits.Validation.Length} validation and"
                + $" {splits.Test.Length} test texts; the task needs {train}, {validation} and {test}.",
                "Reinstall the .NET SDK, version 10 or newer, or set DOTNET_ROOT to the folder of another one.");
        }

        return splits;
    }

    /// <summary>Makes the task from members, however few.</summary>
    public static DocumentationSplits FromMembers(
        IReadOnlyList<DocumentedMember> members, DocumentationTaskOptions options)
    {
        var selection = new TaskSelection(members, options, SplitOf);
        var selected = members
            .OrderBy(member => Key.For("order").For(member.Id).State)
            .ThenBy(member => member.Id, StringComparer.Ordinal)
            .Select(selection.TrySelect)
            .OfType<DocumentationExample>()
            .ToLookup(example => SplitOf(example.Type));

        return new([.. selected[Split.Train]], [.. selected[Split.Validation]], [.. selected[Split.Test]]);
    }

    private static Split SplitOf(string type) => Key.For("split").For(type).Uniform(0) switch
    {
        < TrainShare => Split.Train,
        < TrainShare + ValidationShare => Split.Validation,
        _ => Split.Test,
    };
}
