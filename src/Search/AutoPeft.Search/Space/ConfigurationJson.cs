using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoPeft.Search.Space;

/// <summary>Writes and reads the one JSON form of a <see cref="Configuration"/>.</summary>
internal static class ConfigurationJson
{
    public static string Write(Configuration configuration)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in configuration.Entries)
        {
            json.Append(json.Length > 1 ? "," : string.Empty).Append(Quoted(name)).Append(':');
            json.Append(value.Kind == ParameterValueKind.Text ? Quoted(value.AsText) : value.ToString());
        }

        return json.Append('}').ToString();
    }

    public static Configuration Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A configuration is one JSON object.");
        }

        try
        {
            return new(document.RootElement.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, ValueOf(property))));
        }
        catch (ArgumentException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    private static ParameterValue ValueOf(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Number => ParameterValue.Of(property.Value.GetDouble()),
        JsonValueKind.String => ParameterValue.Of(property.Value.GetString()!),
        JsonValueKind.True => ParameterValue.Of(true),
        JsonValueKind.False => ParameterValue.Of(false),
        var kind => throw new JsonException(string.Create(
            CultureInfo.InvariantCulture, $"The parameter '{property.Name}' is a JSON {kind}; it must be a number, a text or a flag.")),
    };
}
