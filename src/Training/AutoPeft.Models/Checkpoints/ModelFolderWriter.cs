using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Writes a Hugging Face model folder.</summary>
public static class ModelFolderWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes both files. Weights first: a folder with a <c>config.json</c> is then never without them.</summary>
    /// <param name="folder">Where to; created if it is not there.</param>
    /// <param name="config">What <c>config.json</c> holds.</param>
    /// <param name="tensors">The weights with their names.</param>
    /// <param name="type">How numbers are written.</param>
    /// <exception cref="IOException">The folder is not writable or the device is full.</exception>
    public static void Write(string folder, JsonObject config, IReadOnlyList<TensorData> tensors, ElementType type)
    {
        ArgumentNullException.ThrowIfNull(config);

        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, ModelFileNames.Weights), tensors, type);
        WriteJson(Path.Combine(folder, ModelFileNames.Config), config);
    }

    internal static void WriteJson(string path, JsonObject content) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, content, Indented);
        stream.WriteByte((byte)'\n');
    });
}
