using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Lora;

/// <summary>Files of other tools, read by PEFT's own rules for which modules they mean.</summary>
public sealed class LoraHuggingFaceTests
{
    private static readonly LoraConfig Plain = new() { Rank = 8, Alpha = 8 };
    private static readonly ModuleKindSet Everything =
    [
        ModuleKind.Query, ModuleKind.Key, ModuleKind.Value,
        ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown,
    ];

    [Fact]
    public void The_smallest_file_has_rank_and_alpha_8() =>
        Assert.Equal(Everywhere(Plain with { Targets = [ModuleKind.Query] }), Read("""{"target_modules":["query"]}"""));

    [Fact]
    public void All_linear_means_every_linear_module() =>
        Assert.Equal(Everywhere(Plain with { Targets = Everything }), Read("""{"target_modules":"all-linear"}"""));

    [Fact]
    public void A_text_is_a_pattern_for_the_whole_name() =>
        Assert.Equal(
            PeftConfig.Uniform([0, 1], Plain with { Targets = [ModuleKind.Query, ModuleKind.Key] }),
            Read("""{"target_modules":".*layer\\.[01]\\..*\\.(query|key)"}"""));

    [Fact]
    public void A_list_names_the_ends_of_names() =>
        Assert.Equal(
            Everywhere(Plain with { Targets = [ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown] }),
            Read("""{"target_modules":["dense"]}"""));

    [Fact]
    public void Excluded_modules_are_left_out() =>
        Assert.Equal(
            Everywhere(Plain with { Targets = [ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown] }),
            Read("""{"target_modules":["dense"],"exclude_modules":["attention.output.dense"]}"""));

    [Theory]
    [InlineData("[2]")]
    [InlineData("2")]
    public void Layers_can_be_chosen(string layers) =>
        Assert.Equal(
            PeftConfig.Uniform([2], Plain with { Targets = [ModuleKind.Query] }),
            Read($$"""{"target_modules":["query"],"layers_to_transform":{{layers}}}"""));

    [Fact]
    public void The_first_pattern_that_matches_the_end_of_a_name_counts() =>
        Assert.Equal(
            PeftConfig.Of(
            [
                new(0, Plain with { Rank = 5, Targets = [ModuleKind.Query] }),
                new(1, Plain with { Rank = 3, Targets = [ModuleKind.Query] }),
                new(2, Plain with { Rank = 5, Targets = [ModuleKind.Query] }),
            ]),
            Read("""{"target_modules":["query"],"rank_pattern":{"1.attention.self.query":3,"query":5}}"""));

    [Fact]
    public void Patterns_that_PEFT_would_never_match_match_nothing() =>
        Assert.Equal(
            Everywhere(Plain with { Targets = [ModuleKind.Query] }),
            Read("""{"target_modules":["query"],"rank_pattern":{"^query":3,"layer.0.attention":4,"base_model.model.bert.encoder.layer.0.attention.self.query":5}}"""));

    [Fact]
    public void An_anchored_full_name_matches_one_module() =>
        Assert.Equal(
            PeftConfig.Of(
            [
                new(0, Plain with { Alpha = 2, Targets = [ModuleKind.Query] }),
                new(1, Plain with { Targets = [ModuleKind.Query] }),
                new(2, Plain with { Targets = [ModuleKind.Query] }),
            ]),
            Read("""{"target_modules":["query"],"alpha_pattern":{"^bert\\.encoder\\.layer\\.0\\.attention\\.self\\.query":2}}"""));

    private static PeftConfig Everywhere(LoraConfig config) => PeftConfig.Uniform([0, 1, 2], config);

    private static PeftConfig Read(string json)
    {
        var faults = new List<Fault>();
        using var document = JsonDocument.Parse(json);
        var fields = new JsonFields(document.RootElement, "adapter_config.json", faults);
        var config = PeftConfig.Of([.. new LoraHuggingFace().Read(fields, ModelShapes.BertTiny)]);

        Assert.Empty(faults);
        return config;
    }
}
