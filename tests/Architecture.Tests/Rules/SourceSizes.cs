namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>Files stay small: a limit for each kind, and what most of them keep to.</summary>
internal static class SourceSizes
{
    /// <summary>Files that may be longer, each with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exceptions = new Dictionary<string, string>();

    private static readonly string[] Folders = ["src", "tests", "migrations", "bench"];

    public static int Limit(string path) => Path.GetExtension(path) == ".razor" ? 180 : 400;

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
        [.. tree.Files(Folders, ".cs", ".razor", ".js")
            .Where(path => !Exceptions.ContainsKey(path) && tree.Lines(path).Length > Limit(path))
            .Select(path => $"{path} has {tree.Lines(path).Length} lines; the limit is {Limit(path)}")];

    /// <summary>The share of C# files in <c>src</c> with more lines than this, in [0, 1].</summary>
    public static double ShareLongerThan(SourceTree tree, int lines)
    {
        var files = tree.Files(["src"], ".cs");

        return files.Count(path => tree.Lines(path).Length > lines) / (double)files.Count;
    }
}
