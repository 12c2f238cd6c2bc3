using System.Xml.Linq;

namespace AutoPeft.Architecture.Tests;

/// <summary>A project file as far as the rules read it.</summary>
/// <param name="Path">Relative to the root of the tree.</param>
/// <param name="RootNamespace">What its namespaces start with.</param>
/// <param name="References">The names of the projects it references.</param>
internal sealed record Project(string Path, string RootNamespace, IReadOnlyList<string> References)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>Every project in these folders.</summary>
    public static IReadOnlyList<Project> All(SourceTree tree, params string[] folders) =>
        [.. tree.Files(folders, ".csproj").Select(path => Parse(tree, path))];

    private static Project Parse(SourceTree tree, string path)
    {
        var xml = XDocument.Parse(tree.Read(path));
        var references = xml.Descendants("ProjectReference")
            .Select(item => System.IO.Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));

        return new(
            path,
            xml.Descendants("RootNamespace").FirstOrDefault()?.Value ?? System.IO.Path.GetFileNameWithoutExtension(path),
            [.. references]);
    }
}
