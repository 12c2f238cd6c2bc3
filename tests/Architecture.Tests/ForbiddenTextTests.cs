using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class ForbiddenTextTests
{
    [Fact]
    public void No_file_holds_a_secret_a_machine_path_or_an_unfinished_mark() =>
        Assert.Empty(ForbiddenTexts.Violations(SourceTree.Repository));

    [Theory]
    [InlineData("// T", "ODO later")]
    [InlineData("// F", "IXME")]
    [InlineData("throw new Not", "ImplementedException();")]
    [InlineData("var path = \"/ho", "me/anna/data\";")]
    [InlineData("see /ro", "ot/x")]
    [InlineData("path: C:\\Us", "ers\\anna")]
    [InlineData("-----BEGIN RSA PRI", "VATE KEY-----")]
    [InlineData("Host=db;Pass", "word=hunter2")]
    public void Each_kind_is_found(string start, string end)
    {
        using var tree = new TemporaryTree().With("docs/page.md", $"first line\n{start}{end}\n");

        Assert.StartsWith("docs/page.md:2: ", Assert.Single(ForbiddenTexts.Violations(tree.Tree)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../shared/data/glue")]
    [InlineData("https://example.org/home/page")]
    [InlineData("the word TODOS and a path like data/work/x")]
    public void Ordinary_text_is_in_order(string line)
    {
        using var tree = new TemporaryTree().With("docs/page.md", line);

        Assert.Empty(ForbiddenTexts.Violations(tree.Tree));
    }
}
