using System.Text.Json;
using System.Text.Unicode;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Reads a small JSON file that must hold an object.</summary>
internal static class JsonFile
{
    private const long MaximumBytes = 64 << 20;

    /// <summary>The object; it stays valid after the call.</summary>
    /// <exception cref="InvalidInputException">
    /// The file is missing, unreadable, too long, no JSON or no object.
    /// </exception>
    public static JsonElement ReadObject(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                throw Fault(path, $"The file has {stream.Length} bytes; at most {MaximumBytes} are read.");
            }

            using var text = new MemoryStream();
            stream.CopyTo(text);
            if (!Utf8.IsValid(text.GetBuffer().AsSpan(0, (int)text.Length)))
            {
                throw Fault(path, "The file is not UTF-8.");
            }

            text.Position = 0;
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw Fault(path, "The file does not hold a JSON object.");
        }
        catch (JsonException exception)
        {
            var (line, column) = ((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            var place = new FaultPlace(path, line, column);
            throw new InvalidInputException(place, "This is not JSON.", "Fetch or write the file again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, "The file cannot be read: " + exception.Message);
        }
    }

    private static InvalidInputException Fault(string path, string message) =>
        new(new FaultPlace(path), message, "Check that this is the folder of a Hugging Face model.");
}
