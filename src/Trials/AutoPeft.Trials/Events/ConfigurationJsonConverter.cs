using System.Text.Json;
using System.Text.Json.Serialization;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Events;

/// <summary>Writes a configuration as the one JSON object that is its canonical form.</summary>
internal sealed class ConfigurationJsonConverter : JsonConverter<Configuration>
{
    public override Configuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);

        return Configuration.FromJson(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, Configuration value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToJson(), skipInputValidation: true);
}
