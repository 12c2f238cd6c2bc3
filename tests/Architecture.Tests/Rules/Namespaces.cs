namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>Namespaces follow folders, and no part of one is also the name of a public type.</summary>
internal static class Namespaces
{
    private static readonly string[] Folders = ["src", "migrations", "bench", "tests"];

    public static IReadOnlyList<string> Misplaced(SourceTree tree) =>
        [.. from project in Project.All(tree, Folders)
            from path in tree.Files([project.Folder], ".cs")
            let file = SourceFile.Parse(tree, path)
            let expected = Expected(project, path)
            where file.Namespace != expected && !(file.Namespace is null && Path.GetFileName(path) == "Program.cs")
            select $"{path} is in namespace {file.Namespace ?? "(none)"}, not {expected}"];

    public static IReadOnlyList<string> Ambiguous(SourceTree tree)
    {
        var files = tree.Files(["src"], ".cs").Select(path => SourceFile.Parse(tree, path)).ToList();
        var segments = files.SelectMany(file => file.Namespace?.Split('.') ?? []).ToHashSet(StringComparer.Ordinal);

        return [.. from file in files
                   from type in file.Types
                   where type.Access == "public" && segments.Contains(type.Name)
                   select $"{file.Path}: the type {type.Name} has the name of a namespace"];
    }

    private static string Expected(Project project, string path)
    {
        var folder = Path.GetRelativePath(project.Folder, Path.GetDirectoryName(path)!).Replace('\\', '/');

        return folder == "." ? project.RootNamespace : $"{project.RootNamespace}.{folder.Replace('/', '.')}";
    }
}
