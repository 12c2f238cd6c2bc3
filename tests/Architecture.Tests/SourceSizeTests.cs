using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class SourceSizeTests
{
    [Fact]
    public void No_file_is_longer_than_its_limit() => Assert.Empty(SourceSizes.Violations(SourceTree.Repository));

    [Fact]
    public void Nine_in_ten_files_have_at_most_200_lines() =>
        Assert.InRange(SourceSizes.ShareLongerThan(SourceTree.Repository, 200), 0, 0.1);

    [Fact]
    public void Half_the_files_have_at_most_60_lines() =>
        Assert.InRange(SourceSizes.ShareLongerThan(SourceTree.Repository, 60), 0, 0.5);

    [Fact]
    public void Every_exception_still_needs_to_be_one() =>
        Assert.All(SourceSizes.Exceptions.Keys, path =>
            Assert.True(SourceTree.Repository.Lines(path).Length > SourceSizes.Limit(path), path));

    [Fact]
    public void A_long_file_is_found()
    {
        using var tree = new TemporaryTree()
            .With("src/F/AutoPeft.A/Long.cs", string.Concat(Enumerable.Repeat("// line\n", 401)))
            .With("src/F/AutoPeft.A/Short.cs", string.Concat(Enumerable.Repeat("// line\n", 400)))
            .With("src/F/AutoPeft.A/Long.razor", string.Concat(Enumerable.Repeat("<p />\n", 181)));

        Assert.Equal(
            ["src/F/AutoPeft.A/Long.cs has 401 lines; the limit is 400", "src/F/AutoPeft.A/Long.razor has 181 lines; the limit is 180"],
            SourceSizes.Violations(tree.Tree));
        Assert.Equal(0.5, SourceSizes.ShareLongerThan(tree.Tree, 400));
    }
}
