using System.Text.RegularExpressions;

namespace AutoPeft.Architecture.Tests;

/// <summary>What the rules read from a C# file: its namespace and the types it declares outside other types.</summary>
internal sealed partial record SourceFile(string Path, string? Namespace, IReadOnlyList<DeclaredType> Types)
{
    public static SourceFile Parse(SourceTree tree, string path)
    {
        var text = tree.Read(path);
        var space = NamespaceLine().Match(text);
        var types = TypeLine().Matches(text)
            .Select(match => new DeclaredType(match.Groups["name"].Value, match.Groups["access"].Value.Trim()));

        return new(path, space.Success ? space.Groups["name"].Value : null, [.. types]);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    // Namespaces are file-scoped, so a type that starts its line is not inside another one.
    [GeneratedRegex(
        @"^(?<access>public |internal |file )?(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe|delegate) )*"
        + @"(?:class|struct|interface|enum|record struct|record class|record|(?<=delegate )[\w<>?\[\],. ]+?) (?<name>\w+)(?=[\s<({;:]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
