using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Search.Tests.Space.Yaml;

public sealed class YamlSourceTests
{
    private readonly FaultCollector _faults = new();

    [Fact]
    public void A_tab_that_indents_is_named_by_its_own_line()
    {
        YamlSource.Parse("a.yaml", "model: x\ndata:\n\ttrain: y\n\ttext: z\n", _faults);

        Assert.Equal(new Fault(new("a.yaml", 3, 1), "A tab indents this line.", "Indent with spaces."), Assert.Single(_faults.Faults));
    }

    [Fact]
    public void A_syntax_that_cannot_be_read_is_named_by_its_place()
    {
        YamlSource.Parse("a.yaml", "model: x\ndata: 'y\n", _faults);

        Assert.Equal(2, Assert.Single(_faults.Faults).Place.Line);
    }

    [Fact]
    public void A_text_is_described_by_its_beginning()
    {
        var source = YamlSource.Parse("a.yaml", new string('x', 1000), _faults)!;

        Assert.Equal($"'{new string('x', 80)}…'", YamlScalar.Describe(source.Root));
    }
}
