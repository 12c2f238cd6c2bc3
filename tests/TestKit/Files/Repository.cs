namespace AutoPeft.TestKit.Files;

/// <summary>Finds the files of the repository that a test runs from.</summary>
public static class Repository
{
    /// <summary>The full path of the folder that holds the solution.</summary>
    /// <exception cref="InvalidOperationException">The test does not run from inside a repository.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a corpus under <c>../shared/data</c>; null on a machine that does not have it.</summary>
    public static string? SharedData(string path) => Shared("data", path);

    /// <summary>The full path of a file under <c>../shared/reference</c>; null on a machine that does not have it.</summary>
    public static string? SharedReference(string path) => Shared("reference", path);

    private static string? Shared(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, "..", "shared", folder, path));

        return Path.Exists(full) ? full : null;
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AutoPeft.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds AutoPeft.sln.");
    }
}
