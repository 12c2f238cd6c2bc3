using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoPeft.Trials.Events;

/// <summary>Writes numbers by name, not-a-number and infinities included, and keeps the ordinal order of the names.</summary>
internal sealed class MetricsJsonConverter : JsonConverter<ImmutableSortedDictionary<string, double>>
{
    public override ImmutableSortedDictionary<string, double> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            metrics[name] = reader.TokenType == JsonTokenType.String ? FromName(reader.GetString()!) : reader.GetDouble();
        }

        return metrics.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer, ImmutableSortedDictionary<string, double> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, number) in value)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumber(name, number);
            }
            else
            {
                writer.WriteString(name, double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf");
            }
        }

        writer.WriteEndObject();
    }

    private static double FromName(string name) => name switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => throw new JsonException($"'{name}' is not a number."),
    };
}
