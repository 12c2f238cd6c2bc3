using System.Text.Json;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class RecipeSchemaTests
{
    private static readonly JsonElement Schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas", "recipe.schema.json"))).RootElement;

    [Fact]
    public void The_published_schema_describes_what_is_written() => Assert.Empty(JsonSchema.Faults(Written(), Schema));

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "$.version")]
    [InlineData("\"lineage\"", "\"linage\"", "$.lineage is missing")]
    [InlineData("\"rows\":", "\"rowz\":", "rowz is unknown")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"X", "does not match")]
    public void The_published_schema_refuses_anything_else(string right, string wrong, string fault)
    {
        var text = Written().GetRawText().Replace(right, wrong, StringComparison.Ordinal);
        using var changed = JsonDocument.Parse(text);

        Assert.Contains(JsonSchema.Faults(changed.RootElement, Schema), found => found.Contains(fault, StringComparison.Ordinal));
    }

    private static JsonElement Written()
    {
        var config = PeftConfig.Uniform([0, 2], new LoraConfig(), new SerialAdapterConfig());

        return JsonDocument.Parse(RecipeJson.Write(SampleRecipes.Of(config) with { Metric = "f1", ClassWeights = [1, 2.5] }).ToJsonString()).RootElement;
    }
}
