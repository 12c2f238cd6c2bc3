using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using Microsoft.Win32.SafeHandles;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// A safetensors file opened for reading. The header is read and checked at once, tensors when asked for.
/// </summary>
/// <remarks>
/// Layout: 8 bytes header length N (little-endian), N bytes of JSON, then the data block. Reads are positioned, so
/// several threads may read at the same time, and a file that shrinks while open ends in an error, never in a crash.
/// </remarks>
public sealed class SafetensorsFile : IWeightFile
{
    private const int PrefixBytes = sizeof(ulong);
    private const int MaximumHeaderBytes = 100_000_000; // the limit of the format's own library
    private const int ChunkElements = 1 << 18;

    private readonly SafeFileHandle _handle;
    private readonly long _dataStart;
    private readonly FrozenDictionary<string, TensorEntry> _byName;

    private SafetensorsFile(string path, SafeFileHandle handle, long dataStart, SafetensorsHeader header)
    {
        Path = path;
        _handle = handle;
        _dataStart = dataStart;
        Entries = header.Entries;
        Metadata = header.Metadata;
        _byName = Entries.ToFrozenDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The path it was opened by.</summary>
    public string Path { get; }

    /// <summary>Every tensor, in the order of the header.</summary>
    public ImmutableArray<TensorEntry> Entries { get; }

    /// <inheritdoc/>
    IReadOnlyList<TensorEntry> IWeightFile.Tensors => Entries;

    /// <summary>The free texts of the header; empty when there are none.</summary>
    public ImmutableDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Opens a file and checks its whole header: syntax, types, sizes, and that the data is covered exactly once.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// The file is missing, unreadable or breaks the format; carries every fault.
    /// </exception>
    public static SafetensorsFile Open(string path)
    {
        var handle = OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(handle);
            var json = new byte[ReadHeaderLength(handle, length, path)];
            ReadExactly(handle, json, PrefixBytes, path);
            var dataStart = PrefixBytes + json.Length;

            return new(path, handle, dataStart, SafetensorsHeader.Parse(json, length - dataStart, path));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of this name; null when there is none.</summary>
    public TensorEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The elements of a tensor as 32-bit floats, row-major.</summary>
    /// <exception cref="ArgumentException">There is no tensor of this name.</exception>
    /// <exception cref="InvalidInputException">
    /// It is not stored as 16- or 32-bit floats, or the file has been cut since.
    /// </exception>
    public float[] Read(string name)
    {
        var entry = Find(name) ?? throw new ArgumentException($"The file has no tensor '{name}'.", nameof(name));
        if (!ElementTypeNames.IsWeight(entry.Type) || entry.Count > Array.MaxLength)
        {
            throw Fault(
                Path,
                $"The tensor {CheckpointFaults.Quote(name)} holds {entry.Count} {ElementTypeNames.NameOf(entry.Type)}.",
                "Convert it to F32, F16 or BF16.");
        }

        var values = new float[entry.Count];
        ReadInto(entry, values);
        return values;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, "The file cannot be opened: " + exception.Message, "Check the path and its permissions.");
        }
    }

    private static int ReadHeaderLength(SafeFileHandle handle, long fileLength, string path)
    {
        if (fileLength < PrefixBytes)
        {
            throw Fault(path, $"The file has {fileLength} bytes; the least is 8.", SafetensorsHeader.Remedy);
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        ReadExactly(handle, prefix, 0, path);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var limit = (ulong)Math.Min(MaximumHeaderBytes, fileLength - PrefixBytes);

        return length <= limit
            ? (int)length
            : throw Fault(path, $"The header would have {length} bytes; the most is {limit}.", SafetensorsHeader.Remedy);
    }

    private void ReadInto(TensorEntry entry, Span<float> values)
    {
        var bytes = ElementTypeNames.BytesOf(entry.Type);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(values.Length, ChunkElements) * bytes);
        try
        {
            for (var start = 0; start < values.Length; start += ChunkElements)
            {
                var part = values[start..Math.Min(values.Length, start + ChunkElements)];
                var chunk = buffer.AsSpan(0, part.Length * bytes);
                ReadExactly(_handle, chunk, _dataStart + entry.Begin + ((long)start * bytes), Path);
                ElementConversion.Decode(entry.Type, chunk, part);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void ReadExactly(SafeFileHandle handle, Span<byte> destination, long offset, string path)
    {
        while (!destination.IsEmpty)
        {
            var count = RandomAccess.Read(handle, destination, offset);
            if (count == 0)
            {
                throw Fault(path, "The file ends before its data does.", SafetensorsHeader.Remedy);
            }

            destination = destination[count..];
            offset += count;
        }
    }

    private static InvalidInputException Fault(string path, string message, string remedy) =>
        new(new FaultPlace(path), message, remedy);
}
