using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoPeft.Trials.Events;

/// <summary>The JSON form of events, as journals, exports and streams hold it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ConfigurationJsonConverter), typeof(MetricsJsonConverter)])]
[JsonSerializable(typeof(StudyEvent))]
public sealed partial class EventJson : JsonSerializerContext
{
    /// <summary>The event as UTF-8 JSON of one line.</summary>
    public static byte[] Write(StudyEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, Default.StudyEvent);

    /// <summary>The event that one line of JSON describes.</summary>
    /// <exception cref="JsonException">The text is not an event that this version knows.</exception>
    public static StudyEvent Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.StudyEvent) ?? throw new JsonException("An event cannot be null.");
        }
        catch (NotSupportedException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }
}
