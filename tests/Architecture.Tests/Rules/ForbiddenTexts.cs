using System.Text.RegularExpressions;

namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>Nothing unfinished, no path of one machine and no secret in any file. (The patterns do not match themselves.)</summary>
internal static partial class ForbiddenTexts
{
    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".targets", ".razor", ".js", ".css", ".md", ".json", ".yml", ".yaml", ".txt", ".sql", ".py",
        ".sh", ".html", ".editorconfig", "",
    ];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. from path in tree.Files(["."], TextFiles)
            from line in tree.Lines(path).Index()
            let match = Forbidden().Match(line.Item)
            where match.Success
            select $"{path}:{line.Index + 1}: {match.Value}"];

    [GeneratedRegex(
        @"\b(?:T[O]DO|F[I]XME|X[X]X)\b|N[o]tImplementedException"
        + @"|(?<![\w.~-])/(?:h[o]me|r[o]ot|w[o]rk|U[s]ers)/|\b[A-Z]:\\U[s]ers\\"
        + @"|-----B[E]GIN [A-Z ]*PRIVATE KEY|\bA[K]IA[0-9A-Z]{16}\b|\bg[h]p_\w{36}|\bh[f]_[A-Za-z]{30,}"
        + @"|\b[Pp]ass(?:word|wd)\s*=\s*[""']?\w{4,}")]
    private static partial Regex Forbidden();
}
