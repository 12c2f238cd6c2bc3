using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// Hides the names in a text that would give its area away, so that the words around them have to be understood.
/// </summary>
/// <remarks>
/// Hidden are: references to types and members, except to types of the root namespace such as String; identifiers
/// (<c>XmlReader</c>, <c>System.Xml</c>); the name of the type the text belongs to; and every word that is a segment
/// of a namespace or a class label (<c>XML</c>, <c>sockets</c>, <c>collection</c>), in singular and plural. What is
/// left is English.
/// </remarks>
internal sealed partial class NameMask
{
    /// <summary>What stands for a hidden name.</summary>
    public const string Blank = "_";

    private const string RootNamespace = "System";

    // Namespace segments that occur in too many areas to tell one from another.
    private static readonly FrozenSet<string> Harmless = new[] { "system", "microsoft" }.ToFrozenSet();

    // The labels, and forms of them that are neither segment nor plural.
    private static readonly string[] LabelWords =
    [
        "component", "file", "interop", "interoperability", "network", "networked", "networking", "reflect",
        "thread", "threaded",
    ];

    private readonly TypeNames _types;
    private readonly FrozenSet<string> _hidden;

    /// <summary>A mask that knows these types and their namespaces.</summary>
    public NameMask(TypeNames types)
    {
        _types = types;
        _hidden = types.Namespaces
            .SelectMany(name => name.Split('.'))
            .Select(segment => segment.ToLowerInvariant())
            .Concat(LabelWords)
            .Where(word => !Harmless.Contains(word))
            .SelectMany(Forms)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The text of a section of a member of this type, in one line, with names hidden.</summary>
    public string Render(DocumentedSection section, string type)
    {
        var own = Forms(TypeNames.SimpleName(type).ToLowerInvariant()).ToArray();
        var text = string.Concat(section.Pieces.Select(piece => piece.IsReference ? Name(piece.Text) : piece.Text));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => WordCore().Replace(word, core => IsHidden(core.Value, own) ? Blank : core.Value, 1));

        return Tidy(string.Join(' ', words));
    }

    private string Name(string target)
    {
        var name = target.Length > 2 ? target[2..] : "";

        return _types.Contains(name) && _types.NamespaceOf(name) == RootNamespace
            ? TypeNames.SimpleName(name)
            : $" {Blank} ";
    }

    private bool IsHidden(string word, string[] own)
    {
        var lower = word.ToLowerInvariant();

        return Identifier().IsMatch(word)
            || lower.Split('-', '/').Any(part => _hidden.Contains(part) || own.Contains(part));
    }

    private static IEnumerable<string> Forms(string word) =>
        [word, word.Length > 4 && word.EndsWith('s') ? word[..^1] : word + "s", word + "'s"];

    private static string Tidy(string text) =>
        Spaces().Replace(Repeated().Replace(Closing().Replace(text, "$1"), Blank), " ").Trim();

    [GeneratedRegex(@"[A-Za-z0-9@](?:.*[A-Za-z0-9])?")]
    private static partial Regex WordCore();

    [GeneratedRegex(@"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Za-z_]\w+(?:\.|::)[A-Za-z_]\w+|[`#@_]")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\s+([.,;:)])")]
    private static partial Regex Closing();

    [GeneratedRegex(@"_(?:[\s.]*_)+")]
    private static partial Regex Repeated();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
