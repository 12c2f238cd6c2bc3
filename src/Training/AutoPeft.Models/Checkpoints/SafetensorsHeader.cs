using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>The table of contents of a safetensors file, read from its JSON and checked completely.</summary>
internal sealed record SafetensorsHeader(
    ImmutableArray<TensorEntry> Entries, ImmutableDictionary<string, string> Metadata)
{
    /// <summary>What every fault in a damaged file comes down to.</summary>
    public const string Remedy = "Fetch or write the file again.";

    private const string MetadataKey = "__metadata__";

    /// <summary>Reads the JSON of a file whose data block has <paramref name="dataLength"/> bytes.</summary>
    /// <exception cref="InvalidInputException">It breaks the format; carries every fault.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength, string path)
    {
        var faults = new CheckpointFaults(path);
        using var document = ParseJson(json, faults);
        faults.ThrowIfAny();

        var metadata = ImmutableDictionary<string, string>.Empty;
        var entries = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in document!.RootElement.EnumerateObject())
        {
            if (JsonText.NameOf(property) is not { } name)
            {
                faults.Add("A tensor's name is not text.", Remedy);
            }
            else if (!names.Add(name))
            {
                faults.Add($"The tensor {CheckpointFaults.Quote(name)} is listed twice.", Remedy);
            }
            else if (name == MetadataKey)
            {
                metadata = ReadMetadata(property.Value, faults);
            }
            else if (SafetensorsEntryReader.Read(name, property.Value, faults) is { } entry)
            {
                entries.Add(entry);
            }
        }

        faults.ThrowIfAny();
        CheckLayout(entries, dataLength, faults);
        faults.ThrowIfAny();
        return new([.. entries], metadata);
    }

    private static JsonDocument? ParseJson(ReadOnlyMemory<byte> json, CheckpointFaults faults)
    {
        if (json.Length == 0 || json.Span[0] != (byte)'{' || !Utf8.IsValid(json.Span))
        {
            faults.Add("The header is not a JSON object in UTF-8.", Remedy);
            return null;
        }

        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException exception)
        {
            faults.Add($"The header is not valid JSON at byte {exception.BytePositionInLine}.", Remedy);
            return null;
        }
    }

    private static ImmutableDictionary<string, string> ReadMetadata(JsonElement value, CheckpointFaults faults)
    {
        var metadata = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var isObject = value.ValueKind == JsonValueKind.Object;
        foreach (var item in isObject ? value.EnumerateObject() : default)
        {
            if (JsonText.NameOf(item) is { } name && JsonText.Of(item.Value) is { } text)
            {
                metadata[name] = text;
            }
            else
            {
                isObject = false;
            }
        }

        if (!isObject)
        {
            faults.Add($"'{MetadataKey}' is not an object of texts.", Remedy);
        }

        return metadata.ToImmutable();
    }

    /// <summary>
    /// The data block must be covered exactly once: a gap can hide data, an overlap can blow a small file up.
    /// </summary>
    private static void CheckLayout(List<TensorEntry> entries, long dataLength, CheckpointFaults faults)
    {
        var expected = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.End > dataLength)
            {
                faults.Add($"{Named(entry)} ends at byte {entry.End}, the data at {dataLength}.", Remedy);
            }
            else if (entry.Begin != expected)
            {
                var fault = entry.Begin < expected ? "overlaps the tensor before it" : "leaves a gap before it";
                faults.Add($"{Named(entry)} starts at byte {entry.Begin} and {fault}.", Remedy);
            }

            expected = entry.End;
        }

        if (faults.IsEmpty && expected != dataLength)
        {
            faults.Add($"The tensors end at byte {expected}, the data at {dataLength}.", Remedy);
        }
    }

    private static string Named(TensorEntry entry) => $"The tensor {CheckpointFaults.Quote(entry.Name)}";
}
