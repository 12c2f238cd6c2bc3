using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats;

/// <summary>Reads the files of an export without trusting them.</summary>
internal static class FormatFiles
{
    // The largest real configuration files have a few hundred kilobytes: one entry a module of a very large model.
    private const long MaximumJsonBytes = 16 << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Whether all these files lie in the folder.</summary>
    public static bool Exist(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A JSON object from a file, detached from it.</summary>
    /// <exception cref="InvalidInputException">The file is missing, too large, or holds something else.</exception>
    public static JsonElement ReadObject(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (new FileInfo(path).Length > MaximumJsonBytes)
            {
                throw Fault(path, $"The file has more than {MaximumJsonBytes} bytes.");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw Fault(path, "The file holds JSON, but not an object.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, $"The file cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw Fault(path, $"The file is not JSON (line {exception.LineNumber + 1}).");
        }
    }

    private static InvalidInputException Fault(string path, string message) =>
        new(new FaultPlace(path), message, "Export again, or fetch the folder again.");
}
