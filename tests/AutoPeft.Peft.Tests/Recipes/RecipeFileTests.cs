using System.Collections.Immutable;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class RecipeFileTests : IDisposable
{
    private static readonly PeftConfig Modules = PeftConfig.Uniform([0, 2], new LoraConfig { Rank = 3 });

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Formats => [.. ExportFormats.All.Select(format => format.Name)];

    [Fact]
    public void A_recipe_in_a_file_of_its_own_is_read_back()
    {
        RecipeFile.Write(_temporary.File(RecipeFile.FileName), SampleRecipes.Of(Modules));

        Assert.Equal(Modules, RecipeFile.Read(_temporary.File(RecipeFile.FileName)).Configuration);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_export_and_its_manifest_hold_a_recipe_in_every_format(string format)
    {
        var request = SampleRecipes.Export(Modules, ModelShapes.BertTiny);
        var folder = _temporary.File("export");
        ExportWriter.Write(folder, ExportFormats.Find(format)!, request);

        Assert.Equal(Modules, RecipeFile.Read(folder).Configuration);
        Assert.Equal(Modules, RecipeFile.Read(Path.Combine(folder, ExportManifest.FileName)).Configuration);
    }

    [Fact]
    public void A_merged_model_has_its_recipe_beside_its_weights()
    {
        var folder = Directory.CreateDirectory(_temporary.File("merged")).FullName;
        RecipeFile.Write(Path.Combine(folder, RecipeFile.FileName), SampleRecipes.Of(Modules));

        Assert.Equal(Modules, RecipeFile.Read(folder).Configuration);
    }

    [Fact]
    public void A_folder_without_any_recipe_is_refused() =>
        Assert.Contains("manifest is missing", Assert.Single(Faults(_temporary.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Who_verifies_a_merged_model_is_told_that_it_has_no_manifest()
    {
        RecipeFile.Write(_temporary.File(RecipeFile.FileName), SampleRecipes.Of(Modules));

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => ExportVerifier.ReadManifest(_temporary.Path)).Faults);

        Assert.Contains("A merged model has none", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_was_changed_is_refused()
    {
        var folder = _temporary.File("export");
        ExportWriter.Write(folder, ExportFormats.All[0], SampleRecipes.Export(Modules, ModelShapes.BertTiny));
        var manifest = Path.Combine(folder, ExportManifest.FileName);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("reviews", "others", StringComparison.Ordinal));

        Assert.Contains("changed", Assert.Single(Faults(manifest)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"peft_type": "LORA", "r": 8}""")]
    [InlineData("""{"format": 3}""")]
    public void Another_file_gets_one_fault_that_says_which_files_hold_recipes(string json)
    {
        var fault = Assert.Single(Faults(_temporary.Write("adapter_config.json", json)));

        Assert.Equal("The file holds no recipe.", fault.Message);
        Assert.Equal("Name a recipe.json, an autopeft_recipe.json, or the folder of an export.", fault.Remedy);
    }

    public void Dispose() => _temporary.Dispose();

    private static ImmutableArray<Fault> Faults(string path) => Assert.Throws<InvalidInputException>(() => RecipeFile.Read(path)).Faults;
}
