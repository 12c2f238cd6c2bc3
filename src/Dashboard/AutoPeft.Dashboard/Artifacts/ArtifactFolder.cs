using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Artifacts;

/// <summary>The files of a folder, and no others: links are neither followed nor shown, and no name leads out of it.</summary>
/// <param name="root">The folder. Full path; may not exist.</param>
internal sealed class ArtifactFolder(string root)
{
    /// <summary>The most files that are listed.</summary>
    public const int Most = 500;

    private const int Deepest = 8;

    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = Deepest,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>Its files, by path; the first five hundred.</summary>
    public ImmutableArray<Artifact> List() => Directory.Exists(root) && !IsLink(root)
        ? [.. new DirectoryInfo(root).EnumerateFiles("*", WithoutLinks).Take(Most).Select(Describe).OrderBy(file => file.Path, StringComparer.Ordinal)]
        : [];

    /// <summary>The full path of one of its files; null when there is no such file, or the path leads elsewhere.</summary>
    /// <param name="path">The path in the folder, with slashes.</param>
    public string? Find(string path)
    {
        var parts = path.Split('/');
        if (parts.Length > Deepest + 1 || IsLink(root) || !Array.TrueForAll(parts, IsPlainName))
        {
            return null;
        }

        var full = root;
        foreach (var part in parts)
        {
            full = Path.Combine(full, part);
            if (IsLink(full))
            {
                return null;
            }
        }

        return File.Exists(full) ? full : null;
    }

    private Artifact Describe(FileInfo file) =>
        new(Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc);

    private static bool IsPlainName(string name) =>
        name is not ("" or "." or "..") && !name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) && !name.Contains('\\') && !name.Contains(':');

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null || new DirectoryInfo(path).LinkTarget is not null;
}
