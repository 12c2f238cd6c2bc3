using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class PeftBindingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sizes_of_all_layers_reach_every_layer_that_is_on()
    {
        var space = Load("layers: each\n  lora: { rank: { choices: [0, 2, 4] } }\n  serial_adapter: { bottleneck_size: { choices: [0, 3] } }");

        var peft = space.Binding.PeftOf(Point("""{"layer.0":true,"layer.1":false,"layer.2":true,"lora.rank":4,"serial_adapter.bottleneck_size":3}"""));

        Assert.Equal([(0, "lora"), (0, "serial_adapter"), (2, "lora"), (2, "serial_adapter")], peft.Placements.Select(placement => (placement.Layer, placement.Method.Method)));
        Assert.Equal(4, Assert.IsType<LoraConfig>(peft.Placements[0].Method).Rank);
    }

    [Fact]
    public void A_size_may_differ_from_layer_to_layer()
    {
        var space = Load("serial_adapter: { bottleneck_size: { choices: [0, 3, 6], layers: each } }");

        var peft = space.Binding.PeftOf(Point("""{"serial_adapter.bottleneck_size.0":3,"serial_adapter.bottleneck_size.1":0,"serial_adapter.bottleneck_size.2":6}"""));

        Assert.Equal([(0, 3), (2, 6)], peft.Placements.Select(placement => (placement.Layer, ((SerialAdapterConfig)placement.Method).BottleneckSize)));
    }

    [Fact]
    public void Groups_and_lists_of_layers_name_their_parameters()
    {
        var space = Load("layers: groups-of 2\n  lora: { rank: { choices: [0, 2], layers: [1..2] }, alpha: { float: [1, 32], layers: groups-of 2 } }");

        Assert.Equal(["layer.0-1", "layer.2", "lora.rank.1", "lora.rank.2", "lora.alpha.0-1", "lora.alpha.2"], space.Space.Domains.Select(domain => domain.Name));
    }

    [Fact]
    public void Searched_training_settings_replace_fixed_ones()
    {
        var space = Load("lora: { rank: { choices: [2, 4] } }", "training: { learning_rate: { float: [1e-4, 1e-2] }, epochs: 7 }");

        var training = space.Binding.TrainingOf(Point("""{"lora.rank":2,"learning_rate":0.005}"""));

        Assert.Equal((0.005, 7, false), (training.LearningRate, training.Epochs, training.TrainsBaseModel));
    }

    [Fact]
    public void Targets_may_be_searched_as_lists()
    {
        var space = Load("lora: { rank: 2, targets: { categorical: [query+value, query] } }");

        var peft = space.Binding.PeftOf(Point("""{"lora.targets":"query+value"}"""));

        Assert.Equal(2, Assert.IsType<LoraConfig>(peft.Placements[0].Method).Targets.Count);
    }

    [Theory]
    [InlineData("""{"layer.0":true,"layer.1":false,"layer.2":false,"lora.rank":0,"serial_adapter.bottleneck_size":3,"lora.alpha":8}""", "lora.alpha", "4")]
    [InlineData("""{"layer.0":false,"layer.1":false,"layer.2":false,"lora.rank":2,"serial_adapter.bottleneck_size":3,"lora.alpha":8}""", "lora.rank", "0")]
    [InlineData("""{"layer.0":true,"layer.1":true,"layer.2":false,"lora.rank":2,"serial_adapter.bottleneck_size":3,"lora.alpha":8}""", "lora.alpha", "8")]
    public void What_says_nothing_is_idle(string point, string parameter, string value)
    {
        var space = Load("layers: each\n  lora: { rank: { choices: [0, 2] }, alpha: { choices: [4, 8] } }\n  serial_adapter: { bottleneck_size: { choices: [0, 3] } }");

        Assert.Equal(value, space.Space.Canonical(Point(point))[parameter].ToString());
    }

    [Fact]
    public void A_layer_that_is_on_without_modules_is_off()
    {
        var space = Load("layers: each\n  lora: { rank: { choices: [0, 2], layers: each } }");

        var canonical = space.Space.Canonical(Point("""{"layer.0":true,"layer.1":true,"layer.2":false,"lora.rank.0":2,"lora.rank.1":0,"lora.rank.2":2}"""));

        Assert.Equal(Point("""{"layer.0":true,"layer.1":false,"layer.2":false,"lora.rank.0":2,"lora.rank.1":0,"lora.rank.2":0}"""), canonical);
    }

    [Theory]
    [InlineData("layers: each\n  lora: { rank: { choices: [0, 2], layers: each }, alpha: { choices: [4, 8] } }")]
    [InlineData("layers: groups-of 2\n  lora: { rank: { choices: [0, 2], layers: each }, alpha: { choices: [4, 8], layers: each } }\n  serial_adapter: { bottleneck_size: { choices: [0, 3] } }")]
    public void The_canonical_form_is_stable_valid_and_one_for_each_set_of_modules(string yaml)
    {
        var space = Load(yaml);
        var points = space.Space.Enumerate().Where(space.Binding.HasModules).ToArray();

        var forms = points.Select(space.Space.Canonical).ToArray();

        Assert.All(points.Zip(forms), pair =>
        {
            Assert.Equal(pair.Second, space.Space.Canonical(pair.Second));
            Assert.Null(space.Space.WhyInvalid(pair.Second));
            Assert.Equal(space.Binding.PeftOf(pair.First), space.Binding.PeftOf(pair.Second));
        });
        Assert.Equal(points.Select(space.Binding.PeftOf).Distinct().Count(), forms.Distinct().Count());
    }

    [Fact]
    public void A_configuration_without_modules_is_not_valid()
    {
        var shared = Load("layers: each\n  lora: { rank: { choices: [0, 2] } }").Space;
        var single = Load("layers: each\n  lora: { rank: { choices: [0, 2], layers: each } }").Space;

        Assert.Equal(("16", "7"), (shared.Count().Points.ToString(), shared.Count().Valid.ToString()));
        Assert.Equal(single.Enumerate().Count(single.IsValid), (int)single.Count().Valid!.Value);
        Assert.Equal(64 - 27, (int)single.Count().Valid!.Value);
    }

    [Fact]
    public void Baselines_are_read_outside_any_space()
    {
        var binding = PeftBinding.ForBaselines((ModelShapes.BertTiny, TaskKind.Classification), new());

        Assert.Empty(binding.PeftOf(Configuration.Empty).Placements);
        Assert.Equal(3, binding.PeftOf(Point("""{"lora.rank":8}""")).Placements.Length);
        Assert.Equal(0.01, binding.TrainingOf(Point("""{"learning_rate":0.01}""")).LearningRate);
        Assert.Equal(ModelShapes.BertTiny.ParameterCount, binding.CostOf(Point("""{"train_base_model":true}""")).TrainableParameters);
    }

    [Fact]
    public void Costs_follow_the_modules()
    {
        var space = Load("layers: each\n  serial_adapter: { bottleneck_size: { choices: [0, 3] } }");
        var draws = Enumerable.Range(0, 20).Select(i => space.Space.Sample(RandomKey.FromSeed(i))!);

        Assert.All(draws, draw => Assert.Equal(
            space.Binding.PeftOf(draw).Placements.Length * (2 * 12 * 3), space.Binding.CostOf(draw).CountedParameters));
    }

    [Fact]
    public void A_step_in_parts_takes_the_memory_of_a_part()
    {
        const string Space = "lora: { rank: { choices: [2, 4] } }";
        var point = Point("""{"lora.rank":2}""");

        var divided = Load(Space, "training: { batch_size: 64, gradient_accumulation: 4 }").Binding;

        Assert.Equal(4, divided.TrainingOf(point).GradientAccumulation);
        Assert.Equal(Load(Space, "training: { batch_size: 16 }").Binding.CostOf(point), divided.CostOf(point));
    }

    private static Configuration Point(string json) => Configuration.FromJson(json);

    private BoundSpace Load(string space, string training = "") => new StudyFile(new FixedShape(ModelShapes.BertTiny))
        .LoadSpace(_folder.Write("space.yaml", $"model: {{ model_type: bert }}\nspace:\n  {space}\n{training}\n"));
}
