using System.Collections.Frozen;
using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Makes the pre-training corpus of the quickstart's model from API documentation.</summary>
/// <remarks>
/// One document a type. Left out are the types of the task's test texts; those of its validation texts are held out.
/// A text that also occurs in one of these splits is left out wherever it stands, so that nothing of them is learnt.
/// Each text is rendered either with names or with names hidden as in the task, by a hash of its place; equal texts
/// occur once.
/// </remarks>
internal sealed class PretrainingText
{
    private const int MinimumWords = 3;

    // Tables of processor instructions, not English.
    private const string Instructions = "System.Runtime.Intrinsics.";

    private static readonly RandomKey Key = RandomKey.FromSeed(0).For("pre-training text");

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
            .Select(type => new PretrainingDocument(type.Key, text.TextsOf(type)))
            .Where(document => !document.Texts.IsEmpty)
            .ToLookup(document => validation.Contains(document.Name));

        return new([.. documents[false]], [.. documents[true]], source);
    }

    private static FrozenSet<string> Types(IEnumerable<DocumentationExample> examples) =>
        examples.Select(example => example.Type).ToFrozenSet(StringComparer.Ordinal);

    private ImmutableArray<string> TextsOf(IGrouping<string, DocumentedMember> type) =>
    [
        .. type.SelectMany(member => Enumerable.Range(0, member.Sections.Length)
            .Select(index => Render(member, index, type.Key))
            .OfType<string>()),
    ];

    private string? Render(DocumentedMember member, int index, string type)
    {
        var section = member.Sections[index];
        var masked = _mask.Render(section, type);
        if (TextWords.Of(masked).Count(word => word.Length > 1) < MinimumWords || !_seen.Add(Fingerprint(masked)))
        {
            return null;
        }

        return Key.For(member.Id).Uniform(index) < 0.5 ? masked : NamedText.Render(section);
    }

    private static string Fingerprint(string text) => string.Join(' ', TextWords.Of(text));
}
