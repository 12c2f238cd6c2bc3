using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class TestMirrorTests
{
    [Fact]
    public void Tests_stand_in_the_folder_of_what_they_test() => Assert.Empty(TestMirrors.Violations(SourceTree.Repository));

    [Fact]
    public void Every_project_with_code_has_a_test_project()
    {
        var tests = Project.All(SourceTree.Repository, "tests").Select(project => project.Name).ToHashSet();

        Assert.All(
            Project.All(SourceTree.Repository, "src").Where(project => SourceTree.Repository.Files([project.Folder], ".cs").Count > 0),
            project => Assert.Contains(project.Name + ".Tests", tests));
    }

    [Fact]
    public void A_test_in_another_folder_is_found()
    {
        using var tree = new TemporaryTree().With("src/F/AutoPeft.A/AutoPeft.A.csproj", "<Project />")
            .With("src/F/AutoPeft.A/Deep/Foo.cs", "")
            .With("src/F/AutoPeft.A/Bar.cs", "")
            .With("tests/AutoPeft.A.Tests/AutoPeft.A.Tests.csproj", "<Project />")
            .With("tests/AutoPeft.A.Tests/FooTests.cs", "")
            .With("tests/AutoPeft.A.Tests/BarTests.cs", "")
            .With("tests/AutoPeft.A.Tests/Elsewhere/ScenarioTests.cs", "");

        Assert.Equal(
            ["tests/AutoPeft.A.Tests/FooTests.cs tests what stands in src/F/AutoPeft.A/Deep"],
            TestMirrors.Violations(tree.Tree));
    }
}
