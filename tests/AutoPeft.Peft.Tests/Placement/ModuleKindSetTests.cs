using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Tests.Placement;

public sealed class ModuleKindSetTests
{
    [Fact]
    public void Order_and_repetition_do_not_matter()
    {
        ModuleKindSet left = [ModuleKind.Value, ModuleKind.Query, ModuleKind.Value];
        ModuleKindSet right = [ModuleKind.Query, ModuleKind.Value];

        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal([ModuleKind.Query, ModuleKind.Value], left.ToArray());
    }

    [Fact]
    public void A_set_without_kinds_contains_none()
    {
        ModuleKindSet none = [];

        Assert.Empty(none);
        Assert.All(Enum.GetValues<ModuleKind>(), kind => Assert.False(none.Contains(kind)));
    }

    [Fact]
    public void Union_and_intersection_are_those_of_sets()
    {
        ModuleKindSet left = [ModuleKind.Query, ModuleKind.FeedForwardDown];

        Assert.Equal([ModuleKind.Query, ModuleKind.Value, ModuleKind.FeedForwardDown], left.Union([ModuleKind.Value]).ToArray());
        Assert.True(left.Intersects([ModuleKind.Query]));
        Assert.False(left.Intersects([ModuleKind.Key]));
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own()
    {
        Assert.Equal(Enum.GetValues<ModuleKind>().Length, ModuleKindNames.All.Distinct().Count());
        Assert.All(ModuleKindNames.All, name =>
        {
            Assert.True(ModuleKindNames.TryParse(name, out var kind));
            Assert.Equal(name, ModuleKindNames.Of(kind));
        });
    }
}
