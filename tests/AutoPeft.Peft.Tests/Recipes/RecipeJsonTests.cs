using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class RecipeJsonTests
{
    private static readonly Recipe Sample = SampleRecipes.Of(PeftConfig.Uniform([0, 2], new LoraConfig { Rank = 4 }));

    [Fact]
    public void A_recipe_comes_back_as_it_was()
    {
        var back = Read(Text(Sample));

        Assert.Equal(Text(Sample), Text(back));
        Assert.Equal(Sample.Configuration, back.Configuration);
        Assert.Equal(0.1 + 0.2, back.Results[0].Value);
        Assert.Equal(long.MaxValue, back.Seeds["training"]);
        Assert.Equal(["bad", "good"], back.Classes);
    }

    [Fact]
    public void What_decided_and_what_was_trained_come_back_too()
    {
        var searched = PeftConfig.Uniform([0, 2], new AdaloraConfig { Rank = 4 });
        var recipe = Sample with
        {
            Metric = "f1",
            ClassWeights = [0.1 + 0.2, 2],
            Lineage = Sample.Lineage.Add(Recipe.TrainedAs, searched.ToJson()),
        };

        var back = Read(Text(recipe));

        Assert.Equal(Text(recipe), Text(back));
        Assert.Equal("f1", back.Metric);
        Assert.Equal([0.1 + 0.2, 2.0], back.ClassWeights);
        Assert.Equal(searched, back.Trained);
        Assert.Equal(Sample.Configuration, Sample.Trained);
    }

    [Fact]
    public void Modules_of_the_lineage_that_are_none_are_refused()
    {
        var faults = Faults(Text(Sample with { Lineage = Sample.Lineage.Add(Recipe.TrainedAs, "{}") }));

        Assert.All(faults, fault => Assert.StartsWith("r.json: lineage.trained_as", fault.Place.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void It_says_how_its_modules_are_scaled() =>
        Assert.Contains("alpha / sqrt(rank) when rank_stabilized", Text(Sample), StringComparison.Ordinal);

    [Fact]
    public void A_later_version_is_refused_before_anything_else_is_read()
    {
        var faults = Faults(Text(Sample).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        Assert.Equal("version is 2; this program reads 1.", Assert.Single(faults).Message);
    }

    [Fact]
    public void Every_fault_is_reported()
    {
        var text = Text(Sample)
            .Replace("\"rank\": 4", "\"rank\": -4", StringComparison.Ordinal)
            .Replace(new string('a', 64), "abc", StringComparison.Ordinal)
            .Replace("\"9223372036854775807\"", "\"many\"", StringComparison.Ordinal);

        var places = Faults(text).Select(fault => fault.Place.Source).ToArray();

        Assert.Equal(["r.json: configuration: modules[0]", "r.json: model: sha256", "r.json: seeds.training"], places);
    }

    [Theory]
    [InlineData("configuration")]
    [InlineData("model")]
    [InlineData("data")]
    [InlineData("splits")]
    [InlineData("training")]
    [InlineData("results")]
    [InlineData("seeds")]
    public void A_missing_part_is_named(string part)
    {
        var faults = Faults(Text(Sample).Replace($"\"{part}\":", "\"other\":", StringComparison.Ordinal));

        Assert.Contains(faults, fault => fault.Place.Source == $"r.json: {part}");
    }

    private static string Text(Recipe recipe) => Encoding.UTF8.GetString(PortableJson.Write(RecipeJson.Write(recipe)));

    private static Recipe Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return RecipeJson.Read(document.RootElement.Clone(), "r.json");
    }

    private static ImmutableArray<Fault> Faults(string text) => Assert.Throws<InvalidInputException>(() => Read(text)).Faults;
}
