using System.Collections.Immutable;

namespace AutoPeft.Models.Structure;

/// <summary>
/// How tags mark entities in the IOB2 scheme: <c>B-PER</c> begins an entity of type PER, <c>I-PER</c> goes on with it, <c>O</c> is in
/// none. Tjong Kim Sang and Veenstra, "Representing text chunks", EACL 1999.
/// </summary>
public static class EntityMarks
{
    /// <summary>The tag of words in no entity.</summary>
    public const string Outside = "O";

    /// <summary>Whether labels are such tags: <c>O</c>, <c>B-…</c> and <c>I-…</c>, and not only <c>O</c>.</summary>
    public static bool Are(ImmutableArray<string> labels) =>
        labels.All(label => label == Outside || IsMarked(label)) && labels.Any(IsMarked);

    private static bool IsMarked(string label) =>
        label.Length > 2 && (label.StartsWith("B-", StringComparison.Ordinal) || label.StartsWith("I-", StringComparison.Ordinal));
}
