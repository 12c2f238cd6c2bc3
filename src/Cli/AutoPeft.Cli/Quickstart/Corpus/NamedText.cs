using System.Text.RegularExpressions;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Renders documentation as plain English: a reference becomes the words its name consists of.</summary>
internal static partial class NamedText
{
    /// <summary>The text of a section in one line.</summary>
    public static string Render(DocumentedSection section)
    {
        var text = string.Concat(section.Pieces.Select(piece => piece.IsReference ? Words(piece.Text) : piece.Text));

        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Words(string target)
    {
        var name = target.Length > 2 ? new DocumentedMember(target, []).QualifiedName : "";
        var constructor = name.IndexOf(".#", StringComparison.Ordinal);

        return WordStart().Replace(TypeNames.SimpleName(constructor < 0 ? name : name[..constructor]), " ");
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
