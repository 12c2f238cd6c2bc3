using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class MethodChoiceTests : IDisposable
{
    private const string Sections = """
        lora: { rank: { choices: [2, 4] } }
          ia3: {}
          serial_adapter: { bottleneck_size: { choices: [0, 3] } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_configuration_has_exactly_the_method_it_names()
    {
        var binding = Load("one_of: [lora, ia3]\n  " + Sections).Binding;

        Assert.Equal(["ia3", "serial_adapter"], Methods(binding, """{"method":"ia3","serial_adapter.bottleneck_size":3}"""));
        Assert.Equal(["lora"], Methods(binding, """{"method":"lora","lora.rank":2,"serial_adapter.bottleneck_size":0}"""));
    }

    [Fact]
    public void Only_the_settings_of_the_chosen_method_exist()
    {
        var space = Load("one_of: [lora, ia3]\n  " + Sections).Space;
        var points = space.Enumerate().ToArray();

        Assert.Equal(6, points.Length); // lora of two ranks, or ia3; each with and without a bottleneck
        Assert.All(points, point => Assert.Equal(point.Find("method")!.Value.AsText == "lora", point.Find("lora.rank") is not null));
        Assert.Equal("6", space.Count().Valid.ToString());
        Assert.All(points, point => Assert.True(space.IsValid(point)));
    }

    [Fact]
    public void A_choice_that_may_be_of_size_0_is_not_always_a_module()
    {
        var space = Load("one_of: [serial_adapter, ia3]\n  serial_adapter: { bottleneck_size: { choices: [0, 3] } }\n  ia3: {}").Space;

        Assert.Equal(2, space.Enumerate().Count(space.IsValid));
    }

    [Theory]
    [InlineData("", 5)] // a bottleneck or none, with LoRA, DoRA or neither, but not nothing at all
    [InlineData("layers: each\n  ", 35)] // in one of seven sets of layers
    public void What_has_size_0_is_one_configuration_whichever_method_it_names(string layers, int expected)
    {
        var bound = Load(layers + """
            one_of: [lora, dora]
              lora: { rank: { choices: [0, 2] }, alpha: { choices: [4], when: { lora.rank: 2 } } }
              dora: { rank: { choices: [0, 2] } }
              serial_adapter: { bottleneck_size: { choices: [0, 3] } }
            """.ReplaceLineEndings("\n"));

        var canonical = bound.Space.Enumerate().Where(bound.Space.IsValid).Select(bound.Space.Canonical).Distinct().ToArray();

        Assert.Equal(expected, canonical.Length);
        Assert.Equal(expected, canonical.Select(bound.Binding.PeftOf).Distinct().Count());
        Assert.All(canonical, point => Assert.True(bound.Space.IsValid(point)));
        Assert.All(canonical, point => Assert.Equal(point, bound.Space.Canonical(point)));
    }

    [Theory]
    [InlineData("when: { method: dora } } }")]
    [InlineData("when: { serial_adapter.bottleneck_size: 3 } } }\n  forbid: [{ method: lora, serial_adapter.bottleneck_size: 3 }]")]
    public void Methods_of_size_0_stay_apart_where_something_else_depends_on_them(string rest)
    {
        var space = Load("""
            one_of: [lora, dora]
              lora: { rank: { choices: [0, 2] } }
              dora: { rank: { choices: [0, 2] } }
              serial_adapter: { bottleneck_size: { choices: [0, 3] }, scale: { choices: [1, 2],
            """.ReplaceLineEndings("\n") + $" {rest}").Space;
        var point = Configuration.FromJson("""{"method":"dora","dora.rank":0,"serial_adapter.bottleneck_size":3,"serial_adapter.scale":2}""");

        Assert.Equal(point, space.Canonical(point));
        Assert.True(space.IsValid(point));
    }

    [Theory]
    [InlineData("one_of: [lora]")]
    [InlineData("one_of: [lora, lora]")]
    [InlineData("one_of: [lora, dora]")]
    public void What_cannot_be_chosen_from_is_refused(string choice) =>
        Assert.Throws<InvalidInputException>(() => Load(choice + "\n  " + Sections));

    private static IEnumerable<string> Methods(PeftBinding binding, string point) =>
        binding.PeftOf(Configuration.FromJson(point)).Groups.Select(group => group.Method.Method).Distinct();

    private BoundSpace Load(string space) => new StudyFile(new FixedShape(ModelShapes.BertTiny))
        .LoadSpace(_folder.Write("space.yaml", $"model: {{ model_type: bert }}\nspace:\n  {space}\n"));
}
