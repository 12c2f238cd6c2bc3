using System.IO.Compression;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>A <c>pytorch_model.bin</c>: a zip archive of a pickled state dict and one file for each storage. Nothing in it is executed.</summary>
internal sealed class PytorchFile : IWeightFile
{
    private const long MaximumPickleBytes = 64 << 20;

    private readonly ZipArchive _archive;
    private readonly string _path;
    private readonly Dictionary<string, PytorchTensor> _tensors;

    private PytorchFile(string path, ZipArchive archive, IEnumerable<PytorchTensor> tensors)
    {
        _path = path;
        _archive = archive;
        _tensors = tensors.ToDictionary(tensor => tensor.Entry.Name, StringComparer.Ordinal);
        Tensors = [.. _tensors.Values.Select(tensor => tensor.Entry)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <exception cref="InvalidInputException">It is damaged, of an older format, or asks for more than data; carries all faults.</exception>
    public static PytorchFile Open(string path)
    {
        var archive = OpenArchive(path);
        try
        {
            var pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
                ?? throw Fault(path, "The archive has no data.pkl.");

            return new(path, archive, StateDict.Read(PickleReader.Read(Bytes(pickle, path), path), (archive, pickle), path));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public float[] Read(string name)
    {
        var tensor = _tensors[name];
        if (!ElementTypeNames.IsWeight(tensor.Entry.Type))
        {
            throw Fault(_path, $"The tensor {CheckpointFaults.Quote(name)} holds {ElementTypeNames.NameOf(tensor.Entry.Type)}.");
        }

        var stored = new float[tensor.Storage.Length / ElementTypeNames.BytesOf(tensor.Entry.Type)];
        ElementConversion.Decode(tensor.Entry.Type, Bytes(tensor.Storage, _path, long.MaxValue), stored);
        var values = new float[tensor.Entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = stored[Position(tensor, i)];
        }

        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static long Position(PytorchTensor tensor, long index)
    {
        var position = tensor.Offset;
        for (var axis = tensor.Strides.Length - 1; axis >= 0; axis--)
        {
            position += index % tensor.Entry.Extents[axis] * tensor.Strides[axis];
            index /= tensor.Entry.Extents[axis];
        }

        return position;
    }

    private static ZipArchive OpenArchive(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw Fault(path, "This is no archive as PyTorch 1.6 and later write it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, "The file cannot be opened: " + exception.Message);
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry, string path, long limit = MaximumPickleBytes)
    {
        if (entry.Length > Math.Min(limit, Array.MaxLength))
        {
            throw Fault(path, $"{CheckpointFaults.Quote(entry.FullName)} has {entry.Length} bytes.");
        }

        try
        {
            using var stream = entry.Open();
            var bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);

            return bytes;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Fault(path, $"{CheckpointFaults.Quote(entry.FullName)} is damaged: {exception.Message}");
        }
    }

    private static InvalidInputException Fault(string path, string message) =>
        new(new FaultPlace(path), message, "Use a checkpoint in the safetensors format.");
}
