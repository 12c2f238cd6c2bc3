namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>The tests of <c>src/…/AutoPeft.X/Folder/Foo.cs</c> are <c>tests/AutoPeft.X.Tests/Folder/FooTests.cs</c>.</summary>
internal static class TestMirrors
{
    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var sources = Project.All(tree, ProjectReferences.Folders);

        return [.. from tests in Project.All(tree, "tests")
                   from source in sources
                   where tests.Name == source.Name + ".Tests"
                   from violation in Violations(tree, source, tests)
                   select violation];
    }

    private static IEnumerable<string> Violations(SourceTree tree, Project source, Project tests)
    {
        var folders = tree.Files([source.Folder], ".cs")
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), path => Folder(source, path));

        return from path in tree.Files([tests.Folder], ".cs")
               let name = Path.GetFileNameWithoutExtension(path)
               where name.EndsWith("Tests", StringComparison.Ordinal)
               let expected = folders[name[..^"Tests".Length]].ToList()
               where expected.Count > 0 && !expected.Contains(Folder(tests, path))
               select $"{path} tests what stands in {source.Folder}/{expected[0]}";
    }

    private static string Folder(Project project, string path) =>
        Path.GetRelativePath(project.Folder, Path.GetDirectoryName(path)!).Replace('\\', '/');
}
