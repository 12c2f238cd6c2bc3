using System.Text.Json;
using System.Text.RegularExpressions;

namespace AutoPeft.Peft.Tests.Recipes;

/// <summary>Checks documents against the part of JSON Schema that our schemas use; an unknown keyword is an error of the schema.</summary>
internal static class JsonSchema
{
    public static IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path = "$") =>
        schema.EnumerateObject().SelectMany(rule => Faults(value, schema, rule, path));

    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, JsonProperty rule, string path) => rule.Name switch
    {
        "$schema" or "title" or "description" => [],
        "const" => When(!JsonElement.DeepEquals(value, rule.Value), $"{path} is not {rule.Value}"),
        "enum" => When(!rule.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)), $"{path} is not one of {rule.Value}"),
        "type" => When(!Types(rule.Value).Any(type => IsOf(value, type)), $"{path} is not a {rule.Value}"),
        "pattern" => When(!Regex.IsMatch(value.GetString()!, rule.Value.GetString()!), $"{path} does not match {rule.Value}"),
        "required" => rule.Value.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"),
        "properties" => rule.Value.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _))
            .SelectMany(property => Faults(value.GetProperty(property.Name), property.Value, $"{path}.{property.Name}")),
        "additionalProperties" => value.EnumerateObject().Where(property => !IsNamed(schema, property.Name)).SelectMany(property =>
            rule.Value.ValueKind == JsonValueKind.False
                ? [$"{path}.{property.Name} is unknown"]
                : Faults(property.Value, rule.Value, $"{path}.{property.Name}")),
        "items" => value.EnumerateArray().SelectMany((item, index) => Faults(item, rule.Value, $"{path}[{index}]")),
        _ => [$"the schema's keyword {rule.Name} at {path} is not checked"],
    };

    private static string[] When(bool isFault, string fault) => isFault ? [fault] : [];

    private static bool IsNamed(JsonElement schema, string name) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(one => one.GetString()!)
        : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}
