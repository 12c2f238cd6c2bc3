using System.Collections.Frozen;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Makes the pre-training corpus of the quickstart's model from API documentation.</summary>
/// <remarks>
/// Two documents a type: its texts with names hidden as in the task, and those with a name in them again, spelt out.
/// Left out are the types of the task's test texts; those of its validation texts are held out. A text that also occurs
/// in one of these splits is left out wherever it stands, so that nothing of them is learnt. Equal texts occur once.
/// </remarks>
internal sealed class PretrainingText
{
    private const int MinimumWords = 3;

    // Tables of processor instructions, not English.
    private const string Instructions = "System.Runtime.Intrinsics.";

    private readonly TypeNames _types;
    private readonly NameMask _mask;
    private readonly HashSet<string> _seen;

    private PretrainingText(IReadOnlyList<DocumentedMember> members, DocumentationSplits splits)
    {
        _types = new TypeNames(members);
        _mask = new NameMask(_types);
        _seen = splits.Validation.Concat(splits.Test)
            .Select(example => Fingerprint(example.Text))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The corpus of these packs; the task is made from the first.</summary>
    public static PretrainingCorpus FromPacks(IReadOnlyList<DocumentationPack> packs) => FromMembers(
        [.. DocumentationReader.ReadAll(packs.SelectMany(pack => pack.Files), _ => true)],
        DocumentationTask.FromPack(packs[0]),
        string.Join(", ", packs.Select(pack => $"{pack.Name} {pack.Version}")));

    /// <summary>The corpus of these members without what the task keeps for validation and test.</summary>
    public static PretrainingCorpus FromMembers(
        IReadOnlyList<DocumentedMember> members, DocumentationSplits splits, string source)
    {
        var text = new PretrainingText(members, splits);
        var validation = Types(splits.Validation);
        var test = Types(splits.Test);
        var documents = members
            .GroupBy(text._types.OutermostTypeOf, StringComparer.Ordinal)
            .Where(type => !type.Key.StartsWith(Instructions, StringComparison.Ordinal) && !test.Contains(type.Key))
            .SelectMany(text.DocumentsOf)
            .Where(document => !document.Texts.IsEmpty)
            .ToLookup(document => validation.Contains(document.Name));

        return new([.. documents[false]], [.. documents[true]], source);
    }

    private static FrozenSet<string> Types(IEnumerable<DocumentationExample> examples) =>
        examples.Select(example => example.Type).ToFrozenSet(StringComparer.Ordinal);

    private IEnumerable<PretrainingDocument> DocumentsOf(IGrouping<string, DocumentedMember> type)
    {
        var texts = type
            .SelectMany(member => member.Sections)
            .Select(section => (Hidden: _mask.Render(section, type.Key), Named: NamedText.Render(section)))
            .Where(text => HasEnoughWords(text.Hidden) && _seen.Add(Fingerprint(text.Hidden)))
            .ToArray();

        yield return new(type.Key, [.. texts.Select(text => text.Hidden)]);
        yield return new(type.Key, [.. texts.Where(text => text.Hidden != text.Named).Select(text => text.Named)]);
    }

    private static bool HasEnoughWords(string text) =>
        TextWords.Of(text).Count(word => word.Length > 1) >= MinimumWords;

    private static string Fingerprint(string text) => string.Join(' ', TextWords.Of(text));
}
