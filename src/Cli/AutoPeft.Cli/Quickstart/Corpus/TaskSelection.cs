namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Decides, member by member, which summaries become texts of the task.</summary>
internal sealed class TaskSelection
{
    private readonly TypeNames _types;
    private readonly NameMask _mask;
    private readonly DocumentationTaskOptions _options;
    private readonly Func<string, Split> _splitOf;
    private readonly SelectionQuota _quota;
    private readonly NearDuplicateIndex _duplicates;
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);

    /// <summary>A selection that has taken nothing yet.</summary>
    /// <param name="members">All members; their names are hidden in the texts.</param>
    /// <param name="options">How the task is cut.</param>
    /// <param name="splitOf">The split that a type belongs to.</param>
    public TaskSelection(
        IReadOnlyList<DocumentedMember> members, DocumentationTaskOptions options, Func<string, Split> splitOf)
    {
        _types = new TypeNames(members);
        _mask = new NameMask(_types);
        _options = options;
        _splitOf = splitOf;
        _quota = new SelectionQuota(options);
        _duplicates = new NearDuplicateIndex(options.DuplicateOverlap);
    }

    /// <summary>The member's text, counted as taken; null when it is not to be taken.</summary>
    public DocumentationExample? TrySelect(DocumentedMember member)
    {
        var type = _types.OutermostTypeOf(member);
        var area = DocumentationArea.Of(_types.NamespaceOf(type));
        var summary = member.Sections.FirstOrDefault(section => section.Tag == "summary");
        if (area is null || summary is null || !_quota.HasRoom(area.Label, type, _splitOf(type)))
        {
            return null;
        }

        var text = _mask.Render(summary, type);
        if (!HasFittingLength(text) || !_families.Add(FamilyOf(member)) || !_duplicates.TryAdd(TextWords.Of(text)))
        {
            return null;
        }

        _quota.Take(area.Label, type, _splitOf(type));

        return new(text, area.Label, type, member.Id);
    }

    // The overloads of a method are one family, and so are a type's constructors.
    private static string FamilyOf(DocumentedMember member) => member.Id[..1] + member.QualifiedName;

    private bool HasFittingLength(string text) =>
        TextWords.Of(text).Count(word => word.Length > 1) >= _options.MinimumWords
        && text.Split(' ').Length <= _options.MaximumWords;
}
