namespace AutoPeft.Architecture.Tests;

/// <summary>The files of a repository, by path relative to its root, with forward slashes.</summary>
internal sealed class SourceTree(string root)
{
    private static readonly string[] Ignored = [".git", "artifacts", "bin", "obj", "node_modules", ".autopeft", ".vs", ".idea"];

    /// <summary>The repository these tests were built from.</summary>
    public static SourceTree Repository { get; } = new(FindRoot());

    public string Root { get; } = root;

    /// <summary>Every file with one of these extensions in one of these folders; "." is the whole tree.</summary>
    public IReadOnlyList<string> Files(IEnumerable<string> folders, params string[] extensions) =>
        [.. folders.SelectMany(folder => Walk(Path.Combine(Root, folder)))
            .Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder) || Ignored.Contains(Path.GetFileName(folder)))
        {
            return [];
        }

        return Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).SelectMany(Walk));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoPeft.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No AutoPeft.sln above {AppContext.BaseDirectory}.");
    }
}
