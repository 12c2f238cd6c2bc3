namespace AutoPeft.Architecture.Tests;

/// <summary>A small repository in a temporary folder, for breaking a rule on purpose.</summary>
internal sealed class TemporaryTree : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("architecture-");

    public SourceTree Tree => new(_folder.FullName);

    /// <summary>Adds a file and returns this tree.</summary>
    public TemporaryTree With(string path, string content)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
