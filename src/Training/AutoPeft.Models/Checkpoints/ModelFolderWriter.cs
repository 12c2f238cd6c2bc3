using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Writes a Hugging Face model folder.</summary>
internal static class ModelFolderWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Weights first: a folder with a <c>config.json</c> is then never without them.</summary>
    public static void Write(string folder, JsonObject config, IReadOnlyList<TensorData> tensors, ElementType type)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, ModelFileNames.Weights), tensors, type);
        WriteJson(Path.Combine(folder, ModelFileNames.Config), config);
    }

    public static void WriteJson(string path, JsonObject content) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, content, Indented);
        stream.WriteByte((byte)'\n');
    });
}
