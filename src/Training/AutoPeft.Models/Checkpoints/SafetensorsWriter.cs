using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Writes safetensors files: the same tensors give the same bytes, always.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const int ChunkElements = 1 << 16;

    /// <summary>Replaces the file at <paramref name="path"/>; a crash leaves the old file or the new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">In the order they are to be stored; names are unique and not <c>__metadata__</c>.</param>
    /// <param name="type">How numbers are written: <see cref="ElementType.F32"/> (default) or a 16-bit float.</param>
    /// <exception cref="ArgumentException">
    /// A name occurs twice, a count does not match its shape, or a finite value is beyond the range of the type.
    /// </exception>
    /// <exception cref="IOException">
    /// The folder is missing, not writable or full; the old file is unchanged.
    /// </exception>
    public static void Write(string path, IReadOnlyList<TensorData> tensors, ElementType type = ElementType.F32)
    {
        Check(tensors, type);
        AtomicFile.Write(path, stream => WriteTo(stream, tensors, type));
    }

    /// <summary>Writes to a stream, the bytes a file would have.</summary>
    public static void Write(Stream stream, IReadOnlyList<TensorData> tensors, ElementType type = ElementType.F32)
    {
        Check(tensors, type);
        WriteTo(stream, tensors, type);
    }

    private static void Check(IReadOnlyList<TensorData> tensors, ElementType type)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (!ElementTypeNames.IsWeight(type))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "Weights are written as F32, F16 or BF16.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name '{tensor.Name}' is taken.", nameof(tensors));
            }

            if (tensor.Values.Length != tensor.Shape.Count)
            {
                throw new ArgumentException(
                    $"'{tensor.Name}' has {tensor.Values.Length} elements for shape {tensor.Shape}.", nameof(tensors));
            }
        }
    }

    private static void WriteTo(Stream stream, IReadOnlyList<TensorData> tensors, ElementType type)
    {
        var json = Header(tensors, type);
        var padded = (json.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)padded);
        stream.Write(prefix);
        stream.Write(json);
        for (var i = json.Length; i < padded; i++)
        {
            stream.WriteByte((byte)' ');
        }

        var buffer = new byte[ChunkElements * ElementTypeNames.BytesOf(type)];
        foreach (var tensor in tensors)
        {
            WriteValues(stream, tensor, type, buffer);
        }
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyList<TensorData> tensors, ElementType type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "pt"); // what transformers and PEFT insist on before they load a file
        json.WriteEndObject();

        var offset = 0L;
        foreach (var tensor in tensors)
        {
            var end = offset + ((long)tensor.Shape.Count * ElementTypeNames.BytesOf(type));
            WriteEntry(json, tensor, type, (offset, end));
            offset = end;
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteEntry(
        Utf8JsonWriter json, TensorData tensor, ElementType type, (long Begin, long End) offsets)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", ElementTypeNames.NameOf(type));
        json.WriteStartArray("shape");
        for (var axis = 0; axis < tensor.Shape.Rank; axis++)
        {
            json.WriteNumberValue(tensor.Shape[axis]);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offsets.Begin);
        json.WriteNumberValue(offsets.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValues(Stream stream, TensorData tensor, ElementType type, byte[] buffer)
    {
        var values = tensor.Values.Span;
        for (var start = 0; start < values.Length; start += ChunkElements)
        {
            var part = values[start..Math.Min(values.Length, start + ChunkElements)];
            CheckRange(tensor.Name, part, type);
            var bytes = buffer.AsSpan(0, part.Length * ElementTypeNames.BytesOf(type));
            ElementConversion.Encode(type, part, bytes);
            stream.Write(bytes);
        }
    }

    private static void CheckRange(string name, ReadOnlySpan<float> values, ElementType type)
    {
        if (type != ElementType.F16)
        {
            return;
        }

        foreach (var value in values)
        {
            if (float.IsFinite(value) && !Half.IsFinite((Half)value))
            {
                throw new ArgumentException($"'{name}' holds {value}, which F16 cannot hold.", nameof(values));
            }
        }
    }
}
