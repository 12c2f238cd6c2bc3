using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Dora;
using AutoPeft.Peft.Methods.Ia3;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Methods.Spt;
using AutoPeft.Peft.Methods.UniPelt;
using AutoPeft.Peft.Methods.Vera;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.AdapterHub;

public sealed class AdapterHubFormatTests
{
    private static readonly AdapterHubFormat Format = new();
    private static readonly SerialAdapterConfig Serial = new() { BottleneckSize = 6 };
    private static readonly ParallelAdapterConfig Parallel = new() { BottleneckSize = 3 };

    [Fact]
    public void One_kind_of_module_is_one_configuration_with_the_other_layers_left_out()
    {
        var config = Config(PeftConfig.Uniform([1], Parallel));

        Assert.Equal("[0,2]", config.GetProperty("leave_out").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("4", config.GetProperty("reduction_factor").GetRawText());
        Assert.True(config.GetProperty("is_parallel").GetBoolean());
        Assert.False(config.TryGetProperty("architecture", out _));
    }

    [Fact]
    public void Methods_are_named_as_they_were_chosen_not_as_they_are_exported()
    {
        var verdict = Format.Judge(PeftConfig.Uniform([0], new SptConfig(), new LiftConfig(), Serial), ModelShapes.BertTiny);

        Assert.Equal(["AdapterHub has no LIFT and no SPT."], verdict.Reasons);
    }

    // AdapterHub tells 4 and 4.0 apart and refuses the former.
    [Fact]
    public void Scalings_are_written_as_floats() =>
        Assert.Equal("4.0", Config(PeftConfig.Uniform([0], Parallel)).GetProperty("scaling").GetRawText());

    [Fact]
    public void Widths_that_differ_by_layer_become_a_factor_for_each()
    {
        var config = Config(PeftConfig.Of([new(0, Serial), new(2, Serial with { BottleneckSize = 5 })]));

        var factors = config.GetProperty("reduction_factor").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetDouble());
        Assert.Equal(["0", "2"], factors.Keys.Order());
        Assert.Equal([6, 5], [ReductionFactor.Size(12, factors["0"]), ReductionFactor.Size(12, factors["2"])]);
    }

    [Fact]
    public void Several_kinds_become_a_union()
    {
        var config = Config(PeftConfig.Of(
            [new(0, Serial), new(1, Parallel), new(1, new PrefixTuningConfig()), new(2, new LoraConfig { Rank = 2 })]));

        Assert.Equal("union", config.GetProperty("architecture").GetString());
        Assert.Equal(4, config.GetProperty("configs").GetArrayLength());
    }

    [Fact]
    public void Configurations_of_one_architecture_in_every_layer_leave_out_the_layer_after_the_last()
    {
        var config = Config(PeftConfig.Uniform(
            [0, 1, 2], new LoraConfig { Targets = [ModuleKind.Query] }, new PrefixTuningConfig { PrefixLength = 2 }));

        Assert.All(
            config.GetProperty("configs").EnumerateArray(),
            member => Assert.Equal(3, Assert.Single(member.GetProperty("leave_out").EnumerateArray()).GetInt32()));
    }

    [Fact]
    public void Serial_and_parallel_in_one_layer_are_impossible()
    {
        var verdict = Format.Judge(PeftConfig.Of([new(0, Serial), new(1, Serial), new(1, Parallel)]), ModelShapes.BertTiny);

        Assert.Equal(ExportVerdictKind.Impossible, verdict.Kind);
        Assert.Equal("AdapterHub allows one bottleneck at output_adapter in a layer; layers 1 have two.", verdict.Reasons[0]);
        Assert.Contains("autopeft", verdict.Alternative, StringComparison.Ordinal);
        Assert.Equal(ExportVerdict.Exact, Format.Judge(PeftConfig.Of([new(0, Serial), new(1, Parallel)]), ModelShapes.BertTiny));
    }

    [Fact]
    public void What_its_library_does_not_have_is_impossible()
    {
        PeftConfig[] configs =
        [
            PeftConfig.Uniform([0], new LoraConfig { Targets = [ModuleKind.AttentionOutput] }),
            PeftConfig.Of([new(0, new PrefixTuningConfig { PrefixLength = 1 }), new(1, new PrefixTuningConfig { PrefixLength = 2 })]),
            PeftConfig.Uniform([0], new LoraConfig { Rank = 1, Targets = [ModuleKind.Query] }, new LoraConfig { Rank = 2, Targets = [ModuleKind.Key] }),
        ];

        Assert.All(configs, config => Assert.False(Format.Judge(config, ModelShapes.BertTiny).IsPossible));
        Assert.False(Format.Judge(PeftConfig.Uniform([0], Serial), ModelShapes.LlamaTiny).IsPossible);
    }

    // model.load_adapter of version 1.2.0 asks for the one configuration of all layers, and fails when there are two.
    [Fact]
    public void Low_rank_modules_of_several_settings_are_impossible()
    {
        PeftConfig[] configs =
        [
            PeftConfig.Of([new(0, new LoraConfig { Rank = 2 }), new(1, new LoraConfig { Rank = 4 })]),
            PeftConfig.Of([new(0, new LoraConfig()), new(2, new Ia3Config { Targets = [ModuleKind.Key] })]),
        ];

        Assert.All(configs, config =>
        {
            var verdict = Format.Judge(config, ModelShapes.BertTiny);
            Assert.Equal("AdapterHub takes one low-rank configuration for all the layers that have one; here are 2.", Assert.Single(verdict.Reasons));
            Assert.Contains("hf_peft", verdict.Alternative, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Weight_decomposition_is_approximate_as_its_bias_and_its_norms_are_scaled_otherwise()
    {
        var verdict = Format.Judge(PeftConfig.Uniform([0], new DoraConfig { Rank = 4, Alpha = 4 }), ModelShapes.BertTiny);

        Assert.Equal(ExportVerdictKind.Approximate, verdict.Kind);
        Assert.Contains("bias", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
        Assert.Equal(2, Format.Judge(PeftConfig.Uniform([0], new DoraConfig { Rank = 4, Alpha = 8 }), ModelShapes.BertTiny).Reasons.Length);
    }

    [Fact]
    public void Factors_on_inputs_and_random_matrices_of_several_sizes_are_impossible()
    {
        var factors = Format.Judge(PeftConfig.Uniform([0], new Ia3Config()), ModelShapes.BertTiny);
        var shared = Format.Judge(
            PeftConfig.Uniform([0], new VeraConfig { Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] }), ModelShapes.BertTiny);

        Assert.Contains("feed_forward_up", factors.Alternative, StringComparison.Ordinal);
        Assert.Contains("one size", Assert.Single(shared.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Vectors_are_kept_as_diagonals_and_nothing_else_is_read_from_there()
    {
        using var folder = new TemporaryFolder();
        var config = PeftConfig.Uniform([0], new VeraConfig { Rank = 2, Targets = [ModuleKind.Query] });
        var files = Format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny));
        var tensors = files.Single(file => file.Name == "adapter.safetensors").Tensors;
        var diagonal = tensors.Single(tensor => tensor.Name.EndsWith("vera_D", StringComparison.Ordinal));
        Assert.Equal("[2, 2]", diagonal.Shape.ToString());
        Assert.Equal([0, 0], [diagonal.Values.Span[1], diagonal.Values.Span[2]]);

        var dense = diagonal with { Values = new float[] { 1, 2, 3, 4 } };
        folder.Write("adapter_config.json", files.Single(file => file.Name == "adapter_config.json").Content.ToArray());
        folder.Write("adapter.safetensors", ExportFile.OfTensors("adapter.safetensors", tensors.Select(tensor => tensor == diagonal ? dense : tensor)).Content.ToArray());

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Format.Read(folder.Path, ModelShapes.BertTiny)).Faults);
        Assert.Contains("off its diagonal", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_have_the_names_that_AdapterHub_gives_them()
    {
        var config = PeftConfig.Of([new(1, Serial), new(1, new PrefixTuningConfig { PrefixLength = 2 }), new(2, new LoraConfig { Rank = 4, Targets = [ModuleKind.Key] })]);

        var file = Format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny)).Single(file => file.Name == "adapter.safetensors");

        Assert.Equal(
            [
                "bert.encoder.layer.1.output.adapters.autopeft.adapter_down.0.bias [6]",
                "bert.encoder.layer.1.output.adapters.autopeft.adapter_down.0.weight [6, 12]",
                "bert.encoder.layer.1.output.adapters.autopeft.adapter_up.bias [12]",
                "bert.encoder.layer.1.output.adapters.autopeft.adapter_up.weight [12, 6]",
                "bert.encoder.layer.2.attention.self.key.loras.autopeft.lora_A [4, 12]",
                "bert.encoder.layer.2.attention.self.key.loras.autopeft.lora_B [12, 4]",
                "bert.prefix_tuning.prefix_tunings.autopeft.self_prefix.control_trans [48]",
            ],
            file.Tensors.Select(tensor => $"{tensor.Name} {tensor.Shape}"));
    }

    [Fact]
    public void Bottlenecks_behind_both_blocks_that_read_their_outputs_are_the_double_configuration()
    {
        var both = Serial with { Placement = BottleneckPlacement.Both, Input = SerialInput.Output };

        var config = Config(PeftConfig.Uniform([0, 1, 2], both));
        var file = Format.Write(SampleRecipes.Export(PeftConfig.Uniform([1], both), ModelShapes.BertTiny)).Single(file => file.Name == "adapter.safetensors");

        Assert.True(config.GetProperty("mh_adapter").GetBoolean());
        Assert.True(config.GetProperty("output_adapter").GetBoolean());
        Assert.False(config.GetProperty("original_ln_before").GetBoolean());
        Assert.Contains("bert.encoder.layer.1.attention.output.adapters.autopeft.adapter_up.weight", file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(8, file.Tensors.Length);
    }

    [Fact]
    public void A_gated_module_with_settings_that_the_combination_lacks_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Format.Write(SampleRecipes.Export(PeftConfig.Uniform([0], Serial with { Scale = 2 }), ModelShapes.BertTiny)))
        {
            folder.Write(file.Name, file.Content.ToArray());
        }

        var path = folder.File("adapter_config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"use_gating\": false", "\"use_gating\": true", StringComparison.Ordinal));

        var faults = Assert.Throws<InvalidInputException>(() => Format.Read(folder.Path, ModelShapes.BertTiny)).Faults;

        Assert.Contains(faults, fault => fault.Place.Source.EndsWith("use_gating", StringComparison.Ordinal));
    }

    [Fact]
    public void Gated_and_plain_prefixes_do_not_go_together()
    {
        var config = PeftConfig.Of([new(0, new UniPeltConfig { PrefixLength = 2 }), new(1, new PrefixTuningConfig { PrefixLength = 2 })]);

        Assert.False(Format.Judge(config, ModelShapes.BertTiny).IsPossible);
    }

    [Fact]
    public void Bottlenecks_at_different_blocks_of_a_layer_go_together()
    {
        var config = PeftConfig.Of(
            [new(1, Serial with { Placement = BottleneckPlacement.Attention }), new(1, new ParallelAdapterConfig { BottleneckSize = 2 })]);

        Assert.Equal(ExportVerdictKind.Exact, Format.Judge(config, ModelShapes.BertTiny).Kind);
    }

    [Theory]
    [InlineData("\"cross_adapter\": false", "\"cross_adapter\": true", "cross_adapter")]
    [InlineData("\"output_adapter\": true", "\"output_adapter\": false", "output_adapter")]
    [InlineData("\"non_linearity\": \"relu\"", "\"non_linearity\": \"leakyrelu\"", "non_linearity")]
    [InlineData("\"reduction_factor\": 2", "\"reduction_factor\": {\"1\": 2}", "reduction_factor")]
    [InlineData("\"hidden_size\": 12", "\"hidden_size\": 768", "hidden_size")]
    public void What_we_cannot_express_is_refused_with_its_place(string from, string to, string place)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Format.Write(SampleRecipes.Export(PeftConfig.Uniform([0], Serial), ModelShapes.BertTiny)))
        {
            folder.Write(file.Name, file.Content.ToArray());
        }

        var path = folder.File("adapter_config.json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        var faults = Assert.Throws<InvalidInputException>(() => Format.Read(folder.Path, ModelShapes.BertTiny)).Faults;

        Assert.Contains(faults, fault => fault.Place.Source.EndsWith(place, StringComparison.Ordinal));
    }

    private static JsonElement Config(PeftConfig config)
    {
        var file = Format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny)).Single(file => file.Name == "adapter_config.json");
        using var document = JsonDocument.Parse(file.Content);

        return document.RootElement.GetProperty("config").Clone();
    }
}
