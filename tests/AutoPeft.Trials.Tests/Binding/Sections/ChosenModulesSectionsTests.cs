using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class ChosenModulesSectionsTests : IDisposable
{
    private static readonly PeftConfig Known = PeftConfig.Uniform([0, 2], new LoraConfig { Rank = 2 });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_another_tool_is_tried_first()
    {
        ExportForPeft("known", Known);

        var study = Load("warm_start: [known]");

        var first = Assert.Single(study.Plan.First);
        Assert.Equal((TrialOrigin.Enqueued, "warm start 1"), (first.Origin, first.Label));
        Assert.Equal(Known, study.Binding.PeftOf(first.Configuration));
        Assert.True(study.Definition.Space.IsValid(first.Configuration));
    }

    [Fact]
    public void A_folder_of_AdapterHub_is_a_baseline()
    {
        var modules = PeftConfig.Uniform([1], new SerialAdapterConfig { BottleneckSize = 5 });
        Directory.CreateDirectory(_folder.File("hub"));
        foreach (var file in new AdapterHubFormat().Write(SampleRecipes.Export(modules, ModelShapes.BertTiny)))
        {
            _folder.Write($"hub/{file.Name}", file.Content.ToArray());
        }

        var study = Load("baselines: { Pfeiffer in one layer: hub }");

        var baseline = Assert.Single(study.Definition.Baselines);
        Assert.Equal(("Pfeiffer in one layer", modules), (baseline.Name, baseline.Modules));
    }

    [Fact]
    public void A_recipe_and_the_manifest_of_an_export_name_modules_too()
    {
        ExportWriter.Write(_folder.File("known"), new HuggingFaceFormat(), SampleRecipes.Export(Known, ModelShapes.BertTiny));
        RecipeFile.Write(_folder.File("recipe.json"), SampleRecipes.Of(Known));

        var study = Load("baselines: { manifest: known/autopeft_recipe.json, recipe: recipe.json }");

        Assert.All(study.Definition.Baselines, baseline => Assert.Equal(Known, baseline.Modules));
    }

    [Fact]
    public void A_stored_study_needs_the_folder_no_longer()
    {
        ExportForPeft("known", Known);
        var study = Load("warm_start: [known]\nbaselines: { before: known }");
        Directory.Delete(_folder.File("known"), recursive: true);

        var again = TinyStudy.Reader.Parse(study.Header.Definition, "study tiny", study.Header.Folder);

        Assert.Equal(study.Plan.First, again.Plan.First);
        Assert.Equal(study.Definition.Baselines, again.Definition.Baselines);
        Assert.Equal(study.Header.SpaceHash, again.Header.SpaceHash);
    }

    [Fact]
    public void A_study_without_folders_is_stored_as_it_was_written()
    {
        var study = TinyStudy.Load(_folder);

        Assert.Equal(TinyStudy.Yaml, study.Header.Definition);
    }

    [Fact]
    public void Modules_outside_the_space_are_refused_with_the_line_and_what_the_space_lacks()
    {
        ExportForPeft("known", PeftConfig.Uniform([0], new LoraConfig { Rank = 3 }));

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Load("warm_start: [known]")).Faults);

        Assert.Contains("tiny.yaml:2:14", fault.Place.ToString());
        Assert.Equal("The space does not have these modules: lora.rank cannot be 3 in the space.", fault.Message);
    }

    [Theory]
    [InlineData("warm_start: [nowhere]", "There is no such folder.")]
    [InlineData("warm_start: [model]", "The folder is in no known format.")]
    [InlineData("baselines: { a: { b: c } }", "a mapping names no modules.")]
    [InlineData("baselines: { a: '{\"modules\":[{\"method\":\"lora\",\"rank\":2,\"layers\":[7]}]}' }", "The modules cannot be used")]
    public void What_is_no_folder_of_modules_is_refused(string section, string message)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Load(section)).Faults);

        Assert.Contains(message, fault.Message);
    }

    private BoundStudy Load(string section) => TinyStudy.Load(_folder, ("name: tiny", $"name: tiny\n{section}"));

    private void ExportForPeft(string name, PeftConfig modules)
    {
        Directory.CreateDirectory(_folder.File(name));
        foreach (var file in new HuggingFaceFormat().Write(SampleRecipes.Export(modules, ModelShapes.BertTiny)))
        {
            _folder.Write($"{name}/{file.Name}", file.Content.ToArray());
        }
    }
}
