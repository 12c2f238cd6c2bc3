using System.Collections.Frozen;
using System.IO.Compression;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>Understands what a pickle describes as a state dict: names and tensors. Anything else in it is a fault.</summary>
internal static class StateDict
{
    private static readonly FrozenDictionary<string, ElementType> Types = new Dictionary<string, ElementType>
    {
        ["torch FloatStorage"] = ElementType.F32,
        ["torch HalfStorage"] = ElementType.F16,
        ["torch BFloat16Storage"] = ElementType.BF16,
        ["torch DoubleStorage"] = ElementType.F64,
        ["torch LongStorage"] = ElementType.I64,
        ["torch IntStorage"] = ElementType.I32,
        ["torch ShortStorage"] = ElementType.I16,
        ["torch CharStorage"] = ElementType.I8,
        ["torch ByteStorage"] = ElementType.U8,
        ["torch BoolStorage"] = ElementType.Boolean,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="InvalidInputException">It is no state dict, or a tensor lies outside its storage; carries all faults.</exception>
    public static List<PytorchTensor> Read(object? content, (ZipArchive Archive, ZipArchiveEntry Pickle) file, string path)
    {
        var faults = new CheckpointFaults(path);
        var tensors = new List<PytorchTensor>();
        foreach (var (key, value) in content as Dictionary<object, object?> ?? [])
        {
            if (key is string name && Tensor(name, value, file) is { } tensor)
            {
                tensors.Add(tensor);
            }
            else
            {
                faults.Add(
                    $"{CheckpointFaults.Quote(key as string ?? "A key")} is no tensor inside its storage.",
                    "Save the state dict of the model alone, or use safetensors.");
            }
        }

        if (tensors.Count == 0)
        {
            faults.Add("The file is no state dict.", "Save the state dict of the model, or use safetensors.");
        }

        faults.ThrowIfAny();

        return tensors;
    }

    private static PytorchTensor? Tensor(string name, object? value, (ZipArchive Archive, ZipArchiveEntry Pickle) file)
    {
        if (value is PickleCall { Name: "torch._utils _rebuild_parameter", Arguments: [var inner, ..] })
        {
            return Tensor(name, inner, file);
        }

        if (value is not PickleCall
            {
                Name: "torch._utils _rebuild_tensor_v2",
                Arguments: [PickleStorage storage, long offset, object?[] sizes, object?[] strides, ..],
            }
            || storage.Fields is not ["storage", PickleName type, string key, ..] || !Types.TryGetValue(type.Text, out var element))
        {
            return null;
        }

        var folder = file.Pickle.FullName[..^"data.pkl".Length];
        var entry = file.Archive.GetEntry($"{folder}data/{key}");

        return entry is null || !sizes.Concat(strides).All(number => number is >= 0L and <= int.MaxValue)
            ? null
            : Inside(new(name, element, [.. sizes.Cast<long>()], 0, 0), entry, (offset, [.. strides.Cast<long>()]));
    }

    /// <summary>The tensor, if its last element lies in the storage.</summary>
    private static PytorchTensor? Inside(TensorEntry tensor, ZipArchiveEntry storage, (long Offset, long[] Strides) place)
    {
        var available = storage.Length / ElementTypeNames.BytesOf(tensor.Type);
        if (place.Strides.Length != tensor.Extents.Length || place.Offset < 0 || place.Offset > available)
        {
            return null;
        }

        var (count, last) = ((Int128)1, (Int128)place.Offset);
        foreach (var (extent, stride) in tensor.Extents.Zip(place.Strides))
        {
            count *= extent;
            last += (Int128)Math.Max(0, extent - 1) * stride;
            if (count > available || last >= available)
            {
                return count == 0 ? Of(tensor, storage, place, 0) : null;
            }
        }

        return Of(tensor, storage, place, (long)count);
    }

    private static PytorchTensor Of(TensorEntry tensor, ZipArchiveEntry storage, (long Offset, long[] Strides) place, long count) =>
        new(tensor with { End = count * ElementTypeNames.BytesOf(tensor.Type) }, storage, place.Offset, place.Strides);
}
