using System.Text.Json;
using System.Text.Json.Serialization;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Events;

/// <summary>Writes a configuration as the one JSON object that is its canonical form.</summary>
internal sealed class ConfigurationJsonConverter : JsonConverter<Configuration>
{
    public override Configuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A configuration is one JSON object.");
        }

        var values = new List<KeyValuePair<string, ParameterValue>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            values.Add(new(name, ValueOf(name, ref reader)));
        }

        try
        {
            return new(values);
        }
        catch (ArgumentException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, Configuration value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToJson(), skipInputValidation: true);

    private static ParameterValue ValueOf(string name, ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.GetDouble() is var number && double.IsFinite(number) => ParameterValue.Of(number),
        JsonTokenType.String => ParameterValue.Of(reader.GetString()!),
        JsonTokenType.True => ParameterValue.Of(true),
        JsonTokenType.False => ParameterValue.Of(false),
        var kind => throw new JsonException($"The parameter '{name}' is a JSON {kind}; it must be a number, a text or a flag."),
    };
}
