using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>A recipe as JSON.</summary>
public static class RecipeJson
{
    private const string Format = "autopeft.recipe";
    private const int Version = 1;

    /// <summary>The recipe as an object; equal recipes give equal objects.</summary>
    public static JsonObject Write(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);

        var json = new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["configuration"] = JsonNode.Parse(recipe.Configuration.ToJson()),
            ["formulas"] = Formulas(recipe.Configuration),
            ["model"] = new JsonObject
            {
                ["family"] = recipe.Model.Family,
                ["name"] = recipe.Model.Name,
                ["sha256"] = recipe.Model.Sha256,
            },
            ["data"] = recipe.DataName,
            ["splits"] = new JsonArray([.. recipe.Splits.Select(split =>
                new JsonObject { ["name"] = split.Name, ["rows"] = split.Rows, ["sha256"] = split.Sha256 })]),
            ["classes"] = PortableJson.List(recipe.Classes),
            ["training"] = JsonNode.Parse(recipe.Training.GetRawText()),
            ["seeds"] = Object(recipe.Seeds, seed => JsonValue.Create(seed.ToString(CultureInfo.InvariantCulture))),
            ["results"] = new JsonArray([.. recipe.Results.Select(result => new JsonObject
            {
                ["metric"] = result.Metric, ["split"] = result.Split, ["value"] = PortableJson.Float(result.Value),
            })]),
            ["versions"] = Object(recipe.Versions, text => JsonValue.Create(text)),
            ["lineage"] = Object(recipe.Lineage, text => JsonValue.Create(text)),
        };
        WriteTask(recipe, json);

        return json;
    }

    /// <summary>Whether an object says that it is a recipe, of whichever version.</summary>
    internal static bool IsRecipe(JsonElement element) => element.TryGetProperty("format", out var format)
        && format.ValueKind == JsonValueKind.String && format.ValueEquals(Format);

    /// <summary>Reads a recipe.</summary>
    /// <param name="element">The object.</param>
    /// <param name="source">The file it is from.</param>
    /// <exception cref="InvalidInputException">It is not a recipe of this version; carries all faults.</exception>
    public static Recipe Read(JsonElement element, string source)
    {
        var faults = new List<Fault>();
        var reader = new RecipeReader(new(element, source, faults), faults);
        reader.CheckVersion(Format, Version);
        var recipe = faults.Count == 0 ? reader.Read() : null;

        return faults.Count == 0 ? recipe! : throw new InvalidInputException(faults);
    }

    // Each is absent in recipes of before there were others.
    private static void WriteTask(Recipe recipe, JsonObject json)
    {
        if (recipe.Task != TaskKind.Classification)
        {
            json["task"] = RecipeTasks.NameOf(recipe.Task);
        }

        if (recipe.Metric is not null)
        {
            json["metric"] = recipe.Metric;
        }

        if (!recipe.ClassWeights.IsEmpty)
        {
            json["class_weights"] = new JsonArray([.. recipe.ClassWeights.Select(weight => PortableJson.Float(weight))]);
        }
    }

    // Alpha means one thing with one scaling rule and another with the next, so the recipe says which.
    private static JsonObject Formulas(PeftConfig config) =>
        new(config.Groups.Select(group => MethodRegistry.BuiltIn.Of(group.Method)).Distinct()
            .Select(method => KeyValuePair.Create(method.Name, (JsonNode?)JsonValue.Create(method.Formula))));

    private static JsonObject Object<T>(ImmutableSortedDictionary<string, T> values, Func<T, JsonNode?> node) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, node(pair.Value))));
}
