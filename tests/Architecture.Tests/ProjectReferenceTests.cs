using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class ProjectReferenceTests
{
    private const string Table = "| `AutoPeft.A` | – | |\n| `AutoPeft.B` | `AutoPeft.A.Part` | |\n";

    [Fact]
    public void Projects_reference_only_what_the_table_allows() =>
        Assert.Empty(ProjectReferences.Violations(SourceTree.Repository));

    [Fact]
    public void Projects_stand_where_the_layout_wants_them() =>
        Assert.Empty(ProjectReferences.Misplaced(SourceTree.Repository));

    [Fact]
    public void A_reference_that_the_table_does_not_allow_is_found()
    {
        using var tree = new TemporaryTree().With("docs/architecture.md", Table)
            .With("src/F/AutoPeft.A/AutoPeft.A.csproj", References("../AutoPeft.B/AutoPeft.B.csproj"))
            .With("src/F/AutoPeft.B/AutoPeft.B.csproj", References("..\\AutoPeft.A\\AutoPeft.A.csproj"));

        Assert.Equal(["AutoPeft.A references AutoPeft.B"], ProjectReferences.Violations(tree.Tree));
    }

    [Fact]
    public void A_project_without_a_row_and_a_row_without_a_project_are_found()
    {
        using var tree = new TemporaryTree().With("docs/architecture.md", Table)
            .With("src/F/AutoPeft.A/AutoPeft.A.csproj", References())
            .With("src/F/AutoPeft.C/AutoPeft.C.csproj", References());

        Assert.Equal(2, ProjectReferences.Violations(tree.Tree).Count);
    }

    [Fact]
    public void A_project_in_a_family_folder_and_one_outside_the_solution_are_found()
    {
        using var tree = new TemporaryTree().With("AutoPeft.sln", "src\\F\\F.csproj")
            .With("src/F/F.csproj", References())
            .With("src/F/AutoPeft.A/AutoPeft.A.csproj", References());

        Assert.Equal(
            ["src/F/F.csproj is not src/Family/Project/Project.csproj", "src/F/AutoPeft.A/AutoPeft.A.csproj is not in AutoPeft.sln"],
            ProjectReferences.Misplaced(tree.Tree));
    }

    private static string References(params string[] paths) =>
        $"<Project>{string.Concat(paths.Select(path => $"<ProjectReference Include=\"{path}\" />"))}</Project>";
}
