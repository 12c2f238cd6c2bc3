using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class PointFinderTests : IDisposable
{
    private const string Layered = """
        layers: each
          lora:
            rank: { choices: [0, 2, 4], layers: groups-of 2 }
            alpha: { choices: [4, 16] }
            targets: { categorical: [value+query, query] }
            dropout: { float: [0.1, 0.2] }
          serial_adapter: { bottleneck_size: { choices: [0, 3] }, activation: { categorical: [relu, gelu] } }
          prefix_tuning: { prefix_length: { choices: [0, 2] } }
        """;

    private const string OneOf = """
        one_of: [lora, serial_adapter]
          lora: { rank: { choices: [2, 4] }, alpha: { choices: [4, 16] } }
          serial_adapter: { bottleneck_size: { choices: [3, 6] } }
        """;

    private const string OneOfOrNone = """
        layers: each
          one_of: [lora, ia3, dora]
          lora: { rank: { choices: [0, 2], layers: groups-of 2 }, alpha: { choices: [4, 16], when: { lora.rank.0-1: 2 } } }
          dora: { rank: { choices: [0, 2] } }
          ia3: {}
          serial_adapter: { bottleneck_size: { choices: [0, 3] } }
        """;

    private const string Combined = """
        layers: each
          mam: { bottleneck_size: { choices: [0, 3, 6] }, prefix_length: { choices: [2, 4] }, scale: 2, reparameterized: { boolean: true } }
          lora: { rank: { choices: [0, 2] } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Layered)]
    [InlineData(OneOf)]
    [InlineData(OneOfOrNone)]
    [InlineData(Combined)]
    public void The_modules_of_a_point_are_found_again_as_modules_with_the_same_outputs(string yaml)
    {
        var space = Load(yaml);
        for (var i = 0; i < 200; i++)
        {
            var modules = space.Binding.PeftOf(space.Space.Sample(RandomKey.FromSeed(i))!);

            var found = space.Binding.Find(modules, space.Space);

            Assert.Empty(found.Reasons);
            Assert.True(space.Space.IsValid(found.Configuration!));
            Assert.Equal(modules.AtInference(), space.Binding.PeftOf(found.Configuration!).AtInference());
        }
    }

    [Fact]
    public void An_export_for_another_tool_comes_back_as_the_point_that_was_exported()
    {
        var space = Load(Layered);
        var point = space.Space.Canonical(Configuration.FromJson(
            """{"layer.0":true,"layer.1":true,"layer.2":false,"lora.rank.0-1":4,"lora.rank.2":0,"lora.alpha":16,"lora.targets":"value+query","lora.dropout":0.1,"serial_adapter.bottleneck_size":0,"serial_adapter.activation":"relu","prefix_tuning.prefix_length":0}"""));
        foreach (var file in new HuggingFaceFormat().Write(SampleRecipes.Export(space.Binding.PeftOf(point), ModelShapes.BertTiny)))
        {
            _folder.Write(file.Name, file.Content.ToArray());
        }

        var imported = new HuggingFaceFormat().Read(_folder.Path, ModelShapes.BertTiny).Config;

        Assert.Equal(point, space.Binding.Find(imported, space.Space).Configuration);
    }

    [Fact]
    public void Members_that_a_combination_cannot_have_so_are_looked_for_one_by_one()
    {
        var space = Load("""
            mam: { bottleneck_size: { choices: [0, 3] }, prefix_length: 2 }
              parallel_adapter: { bottleneck_size: { choices: [0, 5] } }
              prefix_tuning: { prefix_length: { choices: [0, 7] } }
            """);
        var modules = PeftConfig.Uniform([0, 1, 2], new ParallelAdapterConfig { BottleneckSize = 5 }, new PrefixTuningConfig { PrefixLength = 7 });

        var found = space.Binding.Find(modules, space.Space).Configuration!;

        Assert.True(found["mam.bottleneck_size"].IsOff);
        Assert.Equal(5, found["parallel_adapter.bottleneck_size"].AsNumber);
    }

    [Fact]
    public void A_member_without_the_other_is_no_combination()
    {
        var space = Load("mam: { bottleneck_size: { choices: [0, 3] } }");

        var found = space.Binding.Find(PeftConfig.Uniform([0, 1, 2], new ParallelAdapterConfig { BottleneckSize = 3 }), space.Space);

        Assert.Equal(["The space has no parallel_adapter."], found.Reasons);
    }

    [Fact]
    public void What_the_space_lacks_is_said_all_at_once()
    {
        var space = Load(Layered);
        var modules = PeftConfig.Of(
        [
            new(0, new LoraConfig { Rank = 2, Alpha = 5 }),
            new(1, new LoraConfig { Rank = 4, Alpha = 5 }),
            new(2, new LoraConfig { Rank = 3, Alpha = 5 }),
            new(2, new SerialAdapterConfig { BottleneckSize = 9 }),
        ]);

        var found = space.Binding.Find(modules, space.Space);

        Assert.Null(found.Configuration);
        Assert.Equal(
            [
                "lora.rank.0-1 is one value, and the modules have 2 and 4.",
                "lora.rank.2 cannot be 3 in the space.",
                "lora.alpha cannot be 5 in the space.",
                "serial_adapter.bottleneck_size cannot be 9 in the space.",
            ],
            found.Reasons);
    }

    [Fact]
    public void A_setting_that_the_study_fixes_otherwise_is_named()
    {
        var space = Load("lora: { rank: { choices: [0, 2] }, alpha: 16 }");

        var found = space.Binding.Find(PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 2, Alpha = 8 }), space.Space);

        Assert.Equal(["lora.alpha is 16 in the study, and 8 in the modules."], found.Reasons);
    }

    [Fact]
    public void Modules_in_some_layers_only_are_no_point_of_a_space_without_layers()
    {
        var space = Load("lora: { rank: { choices: [0, 2] } }");

        var found = space.Binding.Find(PeftConfig.Uniform([0, 2], new LoraConfig { Rank = 2 }), space.Space);

        Assert.Equal(["The space cannot give the modules to these layers alone."], found.Reasons);
    }

    [Fact]
    public void Methods_that_the_space_lacks_or_excludes_are_named()
    {
        var space = Load(OneOf);
        var modules = PeftConfig.Uniform(
            [0, 1, 2], new LoraConfig { Rank = 2, Alpha = 4 }, new SerialAdapterConfig { BottleneckSize = 3 }, new PrefixTuningConfig { PrefixLength = 2 });

        Assert.Equal(
            ["The space has no prefix_tuning.", "The space has one of lora and serial_adapter, not both."],
            space.Binding.Find(modules, space.Space).Reasons);
    }

    [Fact]
    public void Dropout_may_be_the_studys_because_outputs_do_not_show_it()
    {
        var space = Load("lora: { rank: { choices: [0, 2] }, dropout: { choices: [0.1, 0.2] } }");

        var found = space.Binding.Find(PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 2, DropoutFraction = 0.05 }), space.Space);

        Assert.Equal(0.1, found.Configuration!["lora.dropout"].AsNumber);
    }

    [Fact]
    public void A_baseline_holds_modules_that_no_space_could()
    {
        var modules = PeftConfig.Of(
        [
            new(0, new LoraConfig { Rank = 2 }),
            new(0, new LoraConfig { Rank = 5, Targets = [Models.Structure.ModuleKind.FeedForwardDown] }),
            new(2, new PrefixTuningConfig { PrefixLength = 2 }),
        ]);
        var study = TinyStudy.Load(_folder);

        Assert.Equal(modules, study.BindingOf(AutoPeft.Trials.Lifecycle.TrialOrigin.Baseline).PeftOf(PeftBinding.Write(modules)));
    }

    private BoundSpace Load(string yaml)
    {
        Directory.CreateDirectory(_folder.File("model"));

        return TinyStudy.Reader.LoadSpace(_folder.Write("space.yaml", $"model: model\nspace:\n  {yaml.ReplaceLineEndings("\n")}\n"));
    }
}
