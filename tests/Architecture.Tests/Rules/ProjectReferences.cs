namespace AutoPeft.Architecture.Tests.Rules;

/// <summary>Projects reference what the dependency table allows, and stand where the layout wants them.</summary>
internal static class ProjectReferences
{
    public static readonly string[] Folders = ["src", "migrations", "bench"];

    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var table = DependencyTable.Read(tree);
        var projects = Project.All(tree, Folders);

        return
        [
            .. projects.Where(project => !table.Projects.Contains(project.Name))
                .Select(project => $"{project.Path} has no row in docs/architecture.md"),
            .. table.Projects.Except(projects.Select(project => project.Name))
                .Select(name => $"docs/architecture.md has a row for {name}, which does not exist"),
            .. projects.SelectMany(project => project.References
                .Where(reference => !table.AllowsProject(project.Name, reference))
                .Select(reference => $"{project.Name} references {reference}")),
        ];
    }

    /// <summary><c>src/Family/Project/Project.csproj</c>, and every project is in the solution.</summary>
    public static IReadOnlyList<string> Misplaced(SourceTree tree)
    {
        var solution = tree.Read("AutoPeft.sln").Replace('\\', '/');
        var projects = Project.All(tree, [.. Folders, "tests"]);

        return
        [
            .. projects.Where(project => !project.Path.EndsWith($"/{project.Name}/{project.Name}.csproj", StringComparison.Ordinal))
                .Select(project => $"{project.Path} does not stand in a folder of its own name"),
            .. projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)
                    && project.Path.Split('/').Length != 4)
                .Select(project => $"{project.Path} is not src/Family/Project/Project.csproj"),
            .. projects.Where(project => !solution.Contains(project.Path, StringComparison.Ordinal))
                .Select(project => $"{project.Path} is not in AutoPeft.sln"),
        ];
    }
}
