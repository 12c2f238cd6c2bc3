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

    private const double TrainShare = 0.57;
    private const double ValidationShare = 0.14;

    private static readonly RandomKey Key = RandomKey.FromSeed(0).For("documentation task");

    /// <summary>Makes the task from a pack.</summary>
    /// <exception cref="InvalidInputException">
    /// A file cannot be read, or the documentation is too small for the task.
    /// </exception>
    public static DocumentationSplits FromPack(DocumentationPack pack)
    {
        var splits = FromMembers([.. DocumentationReader.ReadAll(pack.Files)], new DocumentationTaskOptions());
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
        var types = new TypeNames(members);
        var mask = new NameMask(types);
        var candidates = members
            .Select(member => Candidate(member, types, mask))
            .OfType<DocumentationExample>()
            .Where(example => HasFittingLength(example.Text, options))
            .OrderBy(example => Key.For("order").For(example.Member).State)
            .ThenBy(example => example.Member, StringComparer.Ordinal);
        var selected = Select(candidates, options).ToLookup(example => SplitOf(example.Type));

        return new([.. selected[Split.Train]], [.. selected[Split.Validation]], [.. selected[Split.Test]]);
    }

    private static DocumentationExample? Candidate(DocumentedMember member, TypeNames types, NameMask mask)
    {
        var type = types.OutermostTypeOf(member);
        var area = DocumentationArea.Of(types.NamespaceOf(type));
        var summary = area is null ? null : member.Sections.FirstOrDefault(section => section.Tag == "summary");

        return summary is null ? null : new(mask.Render(summary, type), area!.Label, type, member.Id);
    }

    private static bool HasFittingLength(string text, DocumentationTaskOptions options) =>
        TextWords.Of(text).Count(word => word.Length > 1) >= options.MinimumWords
        && text.Split(' ').Length <= options.MaximumWords;

    private static IEnumerable<DocumentationExample> Select(
        IEnumerable<DocumentationExample> candidates, DocumentationTaskOptions options)
    {
        var families = new HashSet<string>(StringComparer.Ordinal);
        var duplicates = new NearDuplicateIndex(options.DuplicateOverlap);
        var quota = new SelectionQuota(options);
        foreach (var example in candidates)
        {
            var split = SplitOf(example.Type);
            if (quota.HasRoom(example, split)
                && families.Add(Family(example.Member))
                && duplicates.TryAdd(TextWords.Of(example.Text)))
            {
                quota.Take(example, split);
                yield return example;
            }
        }
    }

    // The overloads of a method share it; a type's constructors are one family too.
    private static string Family(string id) => id[..1] + new DocumentedMember(id, []).QualifiedName;

    private static Split SplitOf(string type) => Key.For("split").For(type).Uniform(0) switch
    {
        < TrainShare => Split.Train,
        < TrainShare + ValidationShare => Split.Validation,
        _ => Split.Test,
    };
}
