using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class OneTypeAFileTests
{
    [Fact]
    public void A_file_declares_one_type_and_has_its_name() => Assert.Empty(TypeFiles.Violations(SourceTree.Repository));

    [Theory]
    [InlineData("public sealed class Foo;\n\ninternal readonly record struct Bar(int X);", "declares Foo and Bar")]
    [InlineData("public interface IFoo<T>\n{\n}", "declares IFoo")]
    [InlineData("public static partial class Bar\n{\n}", "declares Bar")]
    [InlineData("enum Foo\n{\n}\nabstract record Bar;", "declares Foo and Bar")]
    [InlineData("public delegate Task<int> Foo(int x);\npublic delegate void Bar();", "declares Foo and Bar")]
    public void A_second_type_or_another_name_is_found(string source, string violation)
    {
        using var tree = new TemporaryTree().With("src/F/AutoPeft.A/Foo.cs", $"namespace AutoPeft.A;\n\n{source}\n");

        Assert.Equal([$"src/F/AutoPeft.A/Foo.cs {violation}"], TypeFiles.Violations(tree.Tree));
    }

    [Theory]
    [InlineData("Foo.cs", "public sealed class Foo\n{\n    private sealed class Inner;\n}\n\nfile sealed class Detail;")]
    [InlineData("Foo.Part.cs", "public partial class Foo;")]
    [InlineData("Foo.cs", "/// <summary>A record class of rows.</summary>\npublic sealed record Foo<T>(T X)\n    where T : class;")]
    public void A_file_of_one_type_is_in_order(string name, string source)
    {
        using var tree = new TemporaryTree().With($"src/F/AutoPeft.A/{name}", $"namespace AutoPeft.A;\n\n{source}\n");

        Assert.Empty(TypeFiles.Violations(tree.Tree));
    }
}
