using AutoPeft.Dashboard.Model.Drafts;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Dashboard.Tests.Model.Drafts;

public sealed class SketchYamlTests
{
    [Fact]
    public void What_the_form_shows_at_first_is_a_sound_study_as_soon_as_its_paths_are_real()
    {
        using var folder = new TemporaryFolder();
        TinyStudy.Load(folder);
        var sketch = With(("model", "model"), ("train", "train.tsv"), ("validation", "test.tsv"), ("text", "text"));

        var study = new StudyFile(new FixedShape(ModelShapes.BertTiny)).Parse(SketchYaml.Write(sketch), "study.yaml", folder.Path);

        Assert.Equal("my-sweep", study.Definition.Name);
        Assert.Equal(40, study.Definition.Control.Budget.Trials);
        Assert.Equal(["accuracy", "trainable_parameters"], study.Definition.Objectives.Select(objective => objective.Name));
    }

    [Theory]
    [InlineData("0, 2, 8", "lora: { rank: { choices: [0, 2, 8] } }")]
    [InlineData("0 2;8", "lora: { rank: { choices: [0, 2, 8] } }")]
    [InlineData("0 .. 64", "lora: { rank: { integer: [0, 64] } }")]
    [InlineData("1..64", "lora: { rank: { integer: [1, 64], scale: log } }")]
    [InlineData("4", "lora: { rank: 4 }")]
    [InlineData("0 } , bad: { x", "lora: { rank: { choices: [0, '}', 'bad:', '{', x] } }")]
    public void Sizes_become_domains(string sizes, string expected) =>
        Assert.Contains(expected, SketchYaml.Write(new() { Sizes = [new("lora", sizes)] }), StringComparison.Ordinal);

    public static TheoryData<string> Methods => [.. SpaceMethods.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_of_the_catalogue_makes_a_sound_study(string method)
    {
        using var folder = new TemporaryFolder();
        TinyStudy.Load(folder);
        var sketch = With(("model", "model"), ("train", "train.tsv"), ("validation", "test.tsv"), ("text", "text"));

        var study = TinyStudy.Reader.Parse(SketchYaml.Write(sketch with { Sizes = [new(method, SpaceMethods.All.Single(item => item.Name == method).Example)] }), "study.yaml", folder.Path);

        Assert.Contains(study.Definition.Space.Domains, domain => domain.Name.StartsWith(method, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_is_typed_stays_a_value()
    {
        var sketch = With(("name", "it's\nbudget: { trials: 9 }"), ("label", "a: b #c"), ("limit", "trainable_fraction <= 2%"));

        var yaml = SketchYaml.Write(sketch);

        Assert.StartsWith("name: 'it''s budget: { trials: 9 }'\n", yaml, StringComparison.Ordinal);
        Assert.Contains("  label: 'a: b #c'\n", yaml, StringComparison.Ordinal);
        Assert.Contains("  constraints: ['trainable_fraction <= 2%']\n", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("lora", SketchYaml.Write(new() { Sizes = [new("no_such_method", "1")] }), StringComparison.Ordinal);
    }

    private static StudySketch With(params (string Field, string Text)[] changes) =>
        StudySketch.First with { Fields = StudySketch.Defaults.SetItems(changes.Select(change => KeyValuePair.Create(change.Field, change.Text))) };
}
