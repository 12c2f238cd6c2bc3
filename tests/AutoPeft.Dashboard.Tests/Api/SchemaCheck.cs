using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Api;

/// <summary>Compares JSON with a schema of an OpenAPI 3.1 document, as far as such documents of ours go. A property that the schema does not know is a fault as well.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly string[] Known =
    [
        "$ref", "type", "properties", "required", "items", "additionalProperties", "enum", "oneOf", "anyOf", "format", "description", "default", "pattern", "title",
    ];

    /// <summary>Where and how a value differs from its schema.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string place)
    {
        if (schema["$ref"] is { } reference)
        {
            return Faults(value, document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!, place);
        }

        var unknown = schema.AsObject().Select(part => part.Key).Except(Known).Select(key => $"{place}: the schema has '{key}', which is not checked");
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            return choices.Any(choice => !Faults(value, choice!, place).Any()) ? unknown : [$"{place}: fits none of the choices"];
        }

        return unknown.Concat(OfType(value, schema, place)).Concat(value switch
        {
            JsonObject parts => OfObject(parts, schema, place),
            JsonArray items => schema["items"] is { } item ? items.SelectMany((each, i) => Faults(each, item, $"{place}[{i}]")) : [$"{place}: an array without items"],
            _ => schema["enum"] is JsonArray allowed && allowed.All(each => !JsonNode.DeepEquals(each, value)) ? [$"{place}: {value} is none of the words"] : [],
        });
    }

    private static string[] OfType(JsonNode? value, JsonNode schema, string place)
    {
        if (schema["type"] is not { } type)
        {
            return [];
        }

        string[] wanted = type is JsonArray several ? [.. several.Select(each => (string)each!)] : [(string)type!];
        var found = value?.GetValueKind() switch
        {
            null or System.Text.Json.JsonValueKind.Null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().Any(letter => letter is '.' or 'e' or 'E') ? "number" : "integer",
            _ => "boolean",
        };
        return wanted.Contains(found) || (found == "integer" && wanted.Contains("number")) ? [] : [$"{place}: {found} instead of {string.Join(" or ", wanted)}"];
    }

    private IEnumerable<string> OfObject(JsonObject parts, JsonNode schema, string place)
    {
        var properties = schema["properties"] as JsonObject;
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            if (!parts.ContainsKey((string)name!))
            {
                yield return $"{place}: lacks '{name}'";
            }
        }

        foreach (var (name, part) in parts)
        {
            if ((properties?[name] ?? schema["additionalProperties"]) is JsonObject inner)
            {
                foreach (var fault in Faults(part, inner, $"{place}.{name}"))
                {
                    yield return fault;
                }
            }
            else if (schema.AsObject().Count > 0)
            {
                yield return $"{place}: '{name}' is not described";
            }
        }
    }
}
