using AutoPeft.Cli.Quickstart.Corpus;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class TypeNamesTests
{
    private static readonly DocumentedMember[] Members = Documentation.Members(
        Documentation.Member("T:N.M.Outer`1", "a"),
        Documentation.Member("T:N.M.Outer`1.Inner", "a"),
        Documentation.Member("M:N.M.Outer`1.Inner.F(System.Collections.Generic.List{System.Int32})", "a"),
        Documentation.Member("M:N.M.Outer`1.#ctor", "a"));

    private readonly TypeNames _types = new(Members);

    [Fact]
    public void A_nested_type_and_its_members_belong_to_the_outermost_type() =>
        Assert.All(Members, member => Assert.Equal("N.M.Outer`1", _types.OutermostTypeOf(member)));

    [Fact]
    public void The_namespace_is_what_is_left_of_all_types() =>
        Assert.Equal("N.M", _types.NamespaceOf("N.M.Outer`1.Inner"));

    [Fact]
    public void A_simple_name_has_no_arity() =>
        Assert.Equal("Outer", TypeNames.SimpleName("N.M.Outer`1"));
}
