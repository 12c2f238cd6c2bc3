using System.Text;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Methods.Spt;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.HuggingFace;

public sealed class HuggingFaceFormatTests
{
    private static readonly HuggingFaceFormat Format = new();

    [Fact]
    public void Ranks_and_alphas_that_differ_are_anchored_to_one_module_each()
    {
        var config = PeftConfig.Of(
        [
            new(0, new LoraConfig { Rank = 4, Alpha = 8 }),
            new(1, new LoraConfig { Rank = 4, Alpha = 8 }),
            new(2, new LoraConfig { Rank = 16, Alpha = 32.5, Targets = [ModuleKind.Value] }),
        ]);

        Assert.Equal(
            """
            {
              "alpha_pattern": {
                "^bert\\.encoder\\.layer\\.2\\.attention\\.self\\.value": 32.5
              },
              "auto_mapping": null,
              "base_model_name_or_path": "org/tiny",
              "bias": "none",
              "fan_in_fan_out": false,
              "inference_mode": true,
              "init_lora_weights": true,
              "layers_pattern": null,
              "layers_to_transform": null,
              "lora_alpha": 8,
              "lora_bias": false,
              "lora_dropout": 0.0,
              "modules_to_save": [
                "bert.pooler.dense",
                "classifier"
              ],
              "peft_type": "LORA",
              "r": 4,
              "rank_pattern": {
                "^bert\\.encoder\\.layer\\.2\\.attention\\.self\\.value": 16
              },
              "revision": null,
              "target_modules": [
                "bert.encoder.layer.0.attention.self.query",
                "bert.encoder.layer.0.attention.self.value",
                "bert.encoder.layer.1.attention.self.query",
                "bert.encoder.layer.1.attention.self.value",
                "bert.encoder.layer.2.attention.self.value"
              ],
              "task_type": "SEQ_CLS",
              "use_dora": false,
              "use_rslora": false
            }

            """,
            Text(config, "adapter_config.json"));
    }

    [Fact]
    public void Tensors_have_the_names_that_PEFT_gives_them()
    {
        var file = File(PeftConfig.Of([new(1, new LoraConfig { Rank = 2, Targets = [ModuleKind.FeedForwardUp] })]), "adapter_model.safetensors");

        Assert.Equal(
            [
                "base_model.model.bert.encoder.layer.1.intermediate.dense.lora_A.weight [2, 12]",
                "base_model.model.bert.encoder.layer.1.intermediate.dense.lora_B.weight [20, 2]",
                "base_model.model.bert.pooler.dense.bias [12]",
                "base_model.model.bert.pooler.dense.weight [12, 12]",
                "base_model.model.classifier.bias [2]",
                "base_model.model.classifier.weight [2, 12]",
            ],
            file.Tensors.Select(tensor => $"{tensor.Name} {tensor.Shape}"));
    }

    [Fact]
    public void Prefixes_become_one_table_of_keys_and_values_layer_by_layer()
    {
        var config = PeftConfig.Uniform([0, 1, 2], new PrefixTuningConfig { PrefixLength = 4, Reparameterized = true });

        var table = File(config, "adapter_model.safetensors").Tensors.Single(tensor => tensor.Name == "prompt_embeddings");
        var request = SampleRecipes.Export(config, ModelShapes.BertTiny);
        var values = request.Weights.Single(tensor => tensor.Name == "layers.1.prefix_tuning.values").Values.Span;

        Assert.Equal("[4, 72]", table.Shape.ToString());
        Assert.True(table.Values.Span.Slice((2 * 72) + 36, 12).SequenceEqual(values.Slice(2 * 12, 12)));
        Assert.Contains("\"num_virtual_tokens\": 4", Text(config, "adapter_config.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_is_only_approximate_because_PEFT_moves_the_positions()
    {
        var everywhere = Judge(PeftConfig.Uniform([0, 1, 2], new PrefixTuningConfig()));
        var somewhere = Judge(PeftConfig.Uniform([0, 1], new PrefixTuningConfig()));

        Assert.Equal(ExportVerdictKind.Approximate, everywhere.Kind);
        Assert.Contains("numbered from 10 on", everywhere.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(ExportVerdictKind.Impossible, somewhere.Kind);
    }

    [Fact]
    public void Bottlenecks_and_mixtures_are_impossible()
    {
        Assert.Equal("PEFT has no Serial adapter.", Judge(PeftConfig.Uniform([0], new SerialAdapterConfig())).Reasons[0]);
        Assert.Contains(
            "LoRA and Prefix tuning",
            Judge(PeftConfig.Uniform([0], new LoraConfig(), new PrefixTuningConfig())).Reasons[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_are_named_as_they_were_chosen_not_as_they_are_exported()
    {
        Assert.Equal("PEFT has no SPT.", Judge(PeftConfig.Uniform([0], new SptConfig())).Reasons[0]);
        Assert.Equal(
            "PEFT holds one method, but here are AdaLoRA and Serial adapter.",
            Judge(PeftConfig.Uniform([0], new AdaloraConfig(), new SerialAdapterConfig())).Reasons[0]);
    }

    [Fact]
    public void A_classifier_of_several_parts_is_saved_as_a_whole_as_PEFT_does_by_itself()
    {
        var request = SampleRecipes.Export(PeftConfig.Uniform([0], new LoraConfig()), ModelShapes.BertTiny);
        var head = request.Head[2] with { Name = "classifier.out_proj.weight" };
        var config = Format.Write(request with { Head = [head] }).Single(file => file.Name == "adapter_config.json");

        Assert.Contains("\"modules_to_save\": [\n    \"classifier\"\n  ]", Encoding.UTF8.GetString(config.Content.Span));
    }

    [Theory]
    [InlineData("""{"modules":[{"method":"loha","layers":[0],"rank":2}]}""", false)]
    [InlineData("""{"modules":[{"method":"lokr","layers":[0],"rank":2}]}""", false)]
    [InlineData("""{"modules":[{"method":"lora","layers":[0],"rank":2}]}""", true)]
    [InlineData("""{"modules":[{"method":"layer_norm","layers":[0],"present":1}]}""", true)]
    public void Methods_that_PEFT_has_for_linear_layers_only_are_impossible_where_weights_are_transposed(string json, bool isPossible)
    {
        var shape = ModelShapes.BertTiny with { Family = "gpt2" };

        Assert.Equal(isPossible, Format.Judge(PeftConfig.FromJson(json, "test"), shape).IsPossible);
    }

    [Theory]
    [InlineData("""{"modules":[{"method":"miss","layers":[0],"rank":2}]}""", "bert", "from version 0.17.0")]
    [InlineData("""{"modules":[{"method":"lora","layers":[0],"rank":2},{"method":"lora","layers":[1],"rank":3}]}""", "bert", "peft#3582")]
    [InlineData("""{"modules":[{"method":"lora","layers":[0],"rank":2}]}""", "gpt2", "pad_token_id")]
    public void Known_faults_of_versions_and_models_are_warned_of_in_the_card_too(string json, string family, string warning)
    {
        var shape = ModelShapes.BertTiny with { Family = family };
        var config = PeftConfig.FromJson(json, "test");
        var card = Format.Write(SampleRecipes.Export(config, shape)).Single(file => file.Name == "README.md");

        Assert.Contains(warning, Assert.Single(Format.Warnings(SampleRecipes.Of(config), shape)));
        Assert.Contains(warning, Encoding.UTF8.GetString(card.Content.Span));
    }

    [Fact]
    public void What_cannot_be_exported_is_not_warned_of() =>
        Assert.Empty(Format.Warnings(SampleRecipes.Of(PeftConfig.Uniform([0], new SerialAdapterConfig { BottleneckSize = 2 })), ModelShapes.BertTiny));

    [Fact]
    public void A_model_that_takes_no_past_keys_cannot_have_prefixes()
    {
        var config = PeftConfig.Uniform([0, 1, 2], new PrefixTuningConfig());

        Assert.False(Format.Judge(config, ModelShapes.BertTiny with { Family = "distilbert" }).IsPossible);
    }

    [Fact]
    public void Mixed_scaling_rules_are_written_by_one_rule()
    {
        var config = PeftConfig.Of([new(0, new LoraConfig { Rank = 4, Alpha = 8 }), new(1, new LoraConfig { Rank = 4, Alpha = 8, RankStabilized = true })]);

        Assert.Equal(ExportVerdict.Exact, Judge(config));
        Assert.Contains("layer\\\\.1\\\\.attention\\\\.self\\\\.query\": 16", Text(config, "adapter_config.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"peft_type":"BOFT"}""", "peft_type")]
    [InlineData("""{"peft_type":"LORA","target_modules":["query"],"use_qalora":true}""", "use_qalora")]
    [InlineData("""{"peft_type":"LORA","target_modules":["nothing"]}""", "target_modules")]
    [InlineData("""{"peft_type":"LORA","target_modules":["query"],"r":0}""", "layer 0, lora")]
    [InlineData("""{"peft_type":"LORA","target_modules":"(a*)*\\1"}""", "target_modules")]
    public void What_we_cannot_express_is_refused_with_its_place(string json, string place)
    {
        using var folder = new TemporaryFolder();
        folder.Write("adapter_config.json", json);

        var faults = Assert.Throws<InvalidInputException>(() => Format.Read(folder.Path, ModelShapes.BertTiny)).Faults;

        Assert.Contains(faults, fault => fault.Place.Source.Contains(place, StringComparison.Ordinal));
    }

    private static ExportVerdict Judge(PeftConfig config) => Format.Judge(config, ModelShapes.BertTiny);

    private static ExportFile File(PeftConfig config, string name) =>
        Format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny)).Single(file => file.Name == name);

    private static string Text(PeftConfig config, string name) => Encoding.UTF8.GetString(File(config, name).Content.Span);

    [Fact]
    public void Who_learned_next_tokens_hears_nothing_of_classifiers()
    {
        var recipe = SampleRecipes.Of(PeftConfig.Uniform([0], new LoraConfig()));

        Assert.NotEmpty(Format.Warnings(recipe, ModelShapes.LlamaTiny));
        Assert.Empty(Format.Warnings(recipe with { Task = TaskKind.LanguageModelling }, ModelShapes.LlamaTiny));
    }
}
