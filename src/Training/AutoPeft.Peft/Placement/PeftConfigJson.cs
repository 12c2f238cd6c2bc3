using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Placement;

/// <summary>A configuration as JSON: <c>{"modules":[{"method":"lora","layers":[0,2],"rank":8,…}]}</c>.</summary>
public static class PeftConfigJson
{
    private const string ModulesKey = "modules";
    private const string MethodKey = "method";
    private const string LayersKey = "layers";

    /// <summary>The canonical JSON text, without line breaks, every setting written.</summary>
    public static string Write(PeftConfig config, MethodRegistry registry) =>
        Encoding.UTF8.GetString(ToBytes(config, registry, withDefaults: true));

    /// <summary>Writes the canonical JSON as a value of an enclosing document.</summary>
    public static void WriteTo(Utf8JsonWriter writer, PeftConfig config, MethodRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(registry);

        WriteConfig(writer, config, registry, withDefaults: true);
    }

    /// <summary>SHA-256 over the canonical JSON without settings at their defaults, in hexadecimal.</summary>
    public static string ContentHash(PeftConfig config, MethodRegistry registry) =>
        Convert.ToHexStringLower(SHA256.HashData(ToBytes(config, registry, withDefaults: false)));

    /// <summary>Parses a configuration; the order of modules, layers and settings does not matter.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">Where it comes from, for the faults.</param>
    /// <param name="registry">The methods to know.</param>
    /// <exception cref="InvalidInputException">It is not JSON, or not a configuration; carries all faults.</exception>
    public static PeftConfig Read(string json, string source, MethodRegistry registry)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, source, registry);
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                new FaultPlace(source, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1),
                "This is not JSON.",
                "Write the configuration as JSON.");
        }
    }

    /// <summary>Parses a configuration that is part of a document.</summary>
    /// <exception cref="InvalidInputException">It is not a configuration; carries all faults.</exception>
    public static PeftConfig Read(JsonElement element, string source, MethodRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);

        var reader = new PeftConfigReader(source, registry);
        var config = reader.Read(element, ModulesKey, MethodKey, LayersKey);

        return reader.Faults.Count == 0 ? config : throw new InvalidInputException(reader.Faults);
    }

    private static byte[] ToBytes(PeftConfig config, MethodRegistry registry, bool withDefaults)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(registry);

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            WriteConfig(writer, config, registry, withDefaults);
        }

        return stream.ToArray();
    }

    private static void WriteConfig(Utf8JsonWriter writer, PeftConfig config, MethodRegistry registry, bool withDefaults)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(ModulesKey);
        foreach (var group in config.Groups)
        {
            WriteGroup(writer, group, registry.Of(group.Method), withDefaults);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, PeftGroup group, PeftMethod method, bool withDefaults)
    {
        writer.WriteStartObject();
        writer.WriteString(MethodKey, method.Name);
        writer.WriteStartArray(LayersKey);
        foreach (var layer in group.Layers)
        {
            writer.WriteNumberValue(layer);
        }

        writer.WriteEndArray();
        var settings = method.Describe(group.Method);
        foreach (var field in method.Fields.Where(field => withDefaults || settings[field.Name] != field.Default))
        {
            writer.WritePropertyName(field.Name);
            settings[field.Name].WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
