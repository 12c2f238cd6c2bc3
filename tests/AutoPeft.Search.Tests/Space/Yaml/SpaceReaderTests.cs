using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Search.Tests.Space.Yaml;

public sealed class SpaceReaderTests
{
    private const string Sound = """
        parameters:
          rate: { float: [1e-4, 1e-2], scale: log }
          batch: { integer: [1, 64], step: 7 }
          size: { choices: [0, 1, 3, 6] }
          method: { categorical: [lora, "1"] }
          bias: { boolean: true }
          factor: { float: [0, 1], when: { method: lora } }
          layers: 12
          style: fancy
        forbid:
          - { size: [0, 1], bias: true }
          - { method: 1 }
        require_any: [size, bias]
        """;

    private readonly FaultCollector _faults = new();

    [Fact]
    public void A_sound_document_gives_its_domains_in_order()
    {
        var space = Read(Sound)!;

        Assert.Equal(["rate", "batch", "size", "method", "bias", "factor", "layers", "style"], space.Domains.Select(domain => domain.Name));
        Assert.Equal(Scale.Log, Assert.IsType<FloatDomain>(space.Domains[0]).Scale);
        Assert.Equal([1, 8, 15, 22, 29, 36, 43, 50, 57, 64], space.Domains[1].Levels().Select(level => level.AsNumber));
        Assert.Equal(ParameterValue.Of(12), Assert.IsType<FixedDomain>(space.Domains[6]).Value);
    }

    [Fact]
    public void Conditions_and_clauses_take_the_values_that_the_domains_have()
    {
        var space = Read(Sound)!;

        Assert.Equal(ParameterValue.Of("lora"), Assert.Single(space.Find("factor")!.When!.Values));
        Assert.Equal(ParameterValue.Of("1"), Assert.Single(space.Rules.Forbidden[1].Values["method"]));
        Assert.Equal(["size", "bias"], Assert.Single(space.Rules.Required).Parameters);
    }

    [Fact]
    public void Groups_of_require_any_may_be_several()
    {
        var space = Read("parameters: { a: { boolean: true }, b: { boolean: true } }\nrequire_any: [[a], [a, b]]")!;

        Assert.Equal(2, space.Rules.Required.Length);
    }

    [Theory]
    [InlineData("a: { flaot: [0, 1] }", 1, "Did you mean 'float'?")]
    [InlineData("a: { float: [0, 1], scal: log }", 1, "Did you mean 'scale'?")]
    [InlineData("a: { float: [0, 1], scale: lgo }", 1, "Did you mean 'log'?")]
    [InlineData("a: { float: [1, 0] }", 1, "Put the smaller number first.")]
    [InlineData("a: { float: [0, 1], scale: log }", 1, "Start above 0, or use a linear scale.")]
    [InlineData("a: { float: [0, x] }", 1, "Write float: [low, high].")]
    [InlineData("a: { integer: [1, 2.5] }", 1, "Write integer: [low, high].")]
    [InlineData("a: { integer: [1, 8], step: 0 }", 1, "Use a step of at least 1.")]
    [InlineData("a: { choices: [1, 0, 3] }", 1, "Put 0 in front, or remove it.")]
    [InlineData("a: { choices: [1, 3, 2] }", 1, "Sort the choices in increasing order.")]
    [InlineData("a: { choices: [1, 1] }", 1, "Keep one of them.")]
    [InlineData("a: { choices: [] }", 1, "Add at least one.")]
    [InlineData("a: { choices: [one] }", 1, "Use 'categorical' for names.")]
    [InlineData("a: { categorical: [x, x] }", 1, "Keep one of them.")]
    [InlineData("a: { boolean: false }", 1, "Write 'boolean: true', or a plain false to fix the value.")]
    [InlineData("a: { float: [0, 1], choices: [1] }", 1, "Keep one of them.")]
    [InlineData("a: [1, 2]", 1, "Write { choices: [...] } for numbers or { categorical: [...] } for names.")]
    [InlineData("a:", 1, "Give it a value.")]
    [InlineData("a: 1\n  b: { boolean: true, when: { aa: 1 } }", 2, "Did you mean 'a'?")]
    [InlineData("a: { choices: [1, 2] }\n  b: { boolean: true, when: { a: 3 } }", 2, "Did you mean '1'?")]
    [InlineData("a: { boolean: true, when: { b: true } }\n  b: { boolean: true, when: { a: true } }", 1, "Break the circle of 'when'.")]
    public void A_fault_names_its_line_and_a_remedy(string parameters, int line, string remedy)
    {
        Assert.Null(Read($"parameters:\n  {parameters}"));

        var fault = _faults.Faults[0];
        Assert.Equal(line + 1, fault.Place.Line);
        Assert.Equal("study.yaml", fault.Place.Source);
        Assert.Equal(remedy, fault.Remedy);
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        Read("""
            parameters:
              a: { flaot: [0, 1] }
              b: { choices: [3, 2] }
            forbid: [{ c: 1 }, { a: 1 }, {}]
            require_any: a
            """);

        Assert.Equal(5, _faults.Count);
    }

    [Fact]
    public void Text_that_is_not_yaml_is_a_fault_with_a_place()
    {
        Assert.Null(YamlSource.Parse("study.yaml", "a: 1\nb: }", _faults));

        Assert.Equal(2, Assert.Single(_faults.Faults).Place.Line);
    }

    [Fact]
    public void A_list_that_is_never_closed_is_a_fault_with_a_place()
    {
        Assert.Null(YamlSource.Parse("study.yaml", "a: [1, 2\nb: 3", _faults));

        Assert.Equal(1, Assert.Single(_faults.Faults).Place.Line);
    }

    [Fact]
    public void A_key_that_appears_twice_is_a_fault()
    {
        Assert.Null(YamlSource.Parse("study.yaml", "a: 1\na: 2", _faults));

        Assert.Single(_faults.Faults);
    }

    [Fact]
    public void A_missing_file_is_a_fault_that_names_it()
    {
        Assert.Null(YamlSource.Load("no/such/study.yaml", _faults));

        Assert.Equal("no/such/study.yaml", Assert.Single(_faults.Faults).Place.Source);
    }

    private SearchSpace? Read(string text)
    {
        var source = YamlSource.Parse("study.yaml", text, _faults)!;

        return SpaceReader.Read(YamlMap.Of(source.Root, "study", source, _faults)!);
    }
}
