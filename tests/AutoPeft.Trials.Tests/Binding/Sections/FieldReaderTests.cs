using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class FieldReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("['feed_forward_*']", "feed_forward_up,feed_forward_down")]
    [InlineData("'feed_forward_*'", "feed_forward_up,feed_forward_down")]
    [InlineData("[query, '*e*y']", "query,key")]
    [InlineData("['*']", "query,key,value,attention_output,feed_forward_up,feed_forward_down")]
    public void A_pattern_of_targets_stands_for_what_the_model_has_of_them(string targets, string expected) =>
        Assert.Equal(expected, Targets(targets, ModelShapes.BertTiny));

    [Fact]
    public void A_gate_is_among_them_where_the_model_has_one() =>
        Assert.Equal("feed_forward_up,feed_forward_gate,feed_forward_down", Targets("['feed_forward_*']", ModelShapes.LlamaTiny));

    [Fact]
    public void A_pattern_that_matches_nothing_is_refused_by_its_name()
    {
        var faults = Assert.Throws<InvalidInputException>(() => Targets("['attn*']", ModelShapes.BertTiny)).Faults;

        Assert.Contains("attn*", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private string Targets(string targets, ModelShape shape)
    {
        var space = new StudyFile(new FixedShape(shape)).LoadSpace(_folder.Write("space.yaml", $$"""
            model: {{Directory.CreateDirectory(_folder.File("model")).Name}}
            space:
              lora: { rank: { choices: [1, 2] }, targets: {{targets}} }
            """));
        var config = (TargetedConfig)space.Binding.PeftOf(space.Space.Sample(default)!).Placements[0].Method;

        return string.Join(',', config.Targets.Select(Peft.Placement.ModuleKindNames.Of));
    }
}
