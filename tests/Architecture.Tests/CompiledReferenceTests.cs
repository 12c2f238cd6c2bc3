using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class CompiledReferenceTests
{
    private static readonly DependencyTable Table = DependencyTable.Read(SourceTree.Repository);

    public static TheoryData<string> Projects => [.. Table.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_names_only_what_the_table_allows(string project) =>
        Assert.Empty(CompiledReferences.Violations(Table, Assembly(project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Packages_behind_a_seam_are_named_only_behind_it(string project) =>
        Assert.Empty(CompiledReferences.UnconfinedPackages(Assembly(project)));

    [Theory]
    [InlineData("AutoPeft.Search")]
    [InlineData("AutoPeft.Tensors")]
    [InlineData("AutoPeft.Models")]
    [InlineData("AutoPeft.Peft")]
    public void What_computes_reads_no_clock(string project) =>
        Assert.Empty(CompiledReferences.NamedClocks(Assembly(project)));

    [Fact]
    public void A_name_that_the_table_does_not_allow_is_found()
    {
        using var tree = new TemporaryTree().With(
            "docs/architecture.md",
            "| `AutoPeft.Models` | `AutoPeft.Primitives`, `AutoPeft.Tensors.Shapes` | |\n| `AutoPeft.Tensors` | – | |\n| `AutoPeft.Primitives` | – | |\n");

        Assert.Contains(
            "AutoPeft.Models names AutoPeft.Tensors.Operations.Tensor",
            CompiledReferences.Violations(DependencyTable.Read(tree.Tree), Assembly("AutoPeft.Models")));
    }

    [Fact]
    public void A_package_and_a_clock_are_found()
    {
        var package = typeof(Npgsql.NpgsqlConnection);
        var clock = TimeProvider.System.GetUtcNow();
        var own = typeof(CompiledReferenceTests).Assembly.Location;

        Assert.NotEqual(default, (package, clock));
        Assert.Contains("Architecture.Tests names Npgsql.NpgsqlConnection of Npgsql", CompiledReferences.UnconfinedPackages(own));
        Assert.Contains("System.TimeProvider", CompiledReferences.NamedClocks(own));
    }

    private static string Assembly(string project) => Path.Combine(AppContext.BaseDirectory, project + ".dll");
}
