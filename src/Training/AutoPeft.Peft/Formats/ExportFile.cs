using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Peft.Formats;

/// <summary>A file of an export.</summary>
/// <param name="Name">Its name in the folder, without any path.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ExportFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The tensors in it; empty when it holds none.</summary>
    public ImmutableArray<TensorData> Tensors { get; init; } = [];

    /// <summary>A safetensors file of these tensors, sorted by name.</summary>
    public static ExportFile OfTensors(string name, IEnumerable<TensorData> tensors)
    {
        var sorted = tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToImmutableArray();
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, sorted);

        return new(name, stream.ToArray()) { Tensors = sorted };
    }
}
