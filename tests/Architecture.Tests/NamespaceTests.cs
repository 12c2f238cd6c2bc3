using AutoPeft.Architecture.Tests.Rules;

namespace AutoPeft.Architecture.Tests;

public sealed class NamespaceTests
{
    [Fact]
    public void Namespaces_follow_folders() => Assert.Empty(Namespaces.Misplaced(SourceTree.Repository));

    [Fact]
    public void No_public_type_has_the_name_of_a_namespace() => Assert.Empty(Namespaces.Ambiguous(SourceTree.Repository));

    [Fact]
    public void A_namespace_of_another_folder_and_a_missing_one_are_found()
    {
        using var tree = new TemporaryTree().With("src/F/AutoPeft.A/AutoPeft.A.csproj", "<Project />")
            .With("src/F/AutoPeft.A/Good.cs", "namespace AutoPeft.A;\n")
            .With("src/F/AutoPeft.A/Deep/Down/Good.cs", "namespace AutoPeft.A.Deep.Down;\n")
            .With("src/F/AutoPeft.A/Deep/Wrong.cs", "namespace AutoPeft.A;\n")
            .With("src/F/AutoPeft.A/Missing.cs", "class Missing;\n");

        Assert.Equal(
            [
                "src/F/AutoPeft.A/Deep/Wrong.cs is in namespace AutoPeft.A, not AutoPeft.A.Deep",
                "src/F/AutoPeft.A/Missing.cs is in namespace (none), not AutoPeft.A",
            ],
            Namespaces.Misplaced(tree.Tree));
    }

    [Fact]
    public void A_type_with_the_name_of_a_namespace_is_found()
    {
        using var tree = new TemporaryTree()
            .With("src/F/AutoPeft.A/Lora/Config.cs", "namespace AutoPeft.A.Lora;\n\npublic class Config;\n")
            .With("src/F/AutoPeft.A/Lora.cs", "namespace AutoPeft.A;\n\npublic class Lora;\n");

        Assert.Equal(["src/F/AutoPeft.A/Lora.cs: the type Lora has the name of a namespace"], Namespaces.Ambiguous(tree.Tree));
    }
}
