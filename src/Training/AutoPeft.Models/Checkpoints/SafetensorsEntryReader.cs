using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// One tensor of a safetensors header: <c>{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}</c>.
/// </summary>
internal static class SafetensorsEntryReader
{
    private const int MaximumRank = 32;

    /// <summary>The entry, or null after adding what is wrong with it to <paramref name="faults"/>.</summary>
    public static TensorEntry? Read(string name, JsonElement value, CheckpointFaults faults)
    {
        var fault = TryRead(name, value, out var entry);
        if (fault is not null)
        {
            faults.Add($"The tensor {CheckpointFaults.Quote(name)} {fault}.", SafetensorsHeader.Remedy);
        }

        return entry;
    }

    private static string? TryRead(string name, JsonElement value, out TensorEntry? entry)
    {
        entry = null;
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 3
            || !value.TryGetProperty("dtype", out var dtype) || !value.TryGetProperty("shape", out var shape)
            || !value.TryGetProperty("data_offsets", out var offsets))
        {
            return "is not described by exactly 'dtype', 'shape' and 'data_offsets'";
        }

        if (JsonText.Of(dtype) is not { } typeName || !ElementTypeNames.TryParse(typeName, out var type))
        {
            return $"has the dtype {Shown(dtype)}; known are {ElementTypeNames.Known}";
        }

        if (Numbers(shape) is not { Length: <= MaximumRank } extents)
        {
            return $"has the shape {Shown(shape)}; it must list at most {MaximumRank} whole numbers of at least 0";
        }

        if (Numbers(offsets) is not { Length: 2 } range || range[0] > range[1])
        {
            return $"has the offsets {Shown(offsets)}; they must be a first byte and a byte that is not before it";
        }

        entry = new TensorEntry(name, type, extents, range[0], range[1]);
        return SizeFault(entry);
    }

    private static string? SizeFault(TensorEntry entry)
    {
        var bytes = (UInt128)ElementTypeNames.BytesOf(entry.Type);
        foreach (var extent in entry.Extents)
        {
            bytes *= (UInt128)extent;
            if (bytes > long.MaxValue)
            {
                return "is larger than any file";
            }
        }

        var stored = entry.End - entry.Begin;
        return bytes == (UInt128)stored
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"has {stored} bytes, but shape [{string.Join(", ", entry.Extents)}] needs {bytes}");
    }

    private static ImmutableArray<long>? Numbers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = ImmutableArray.CreateBuilder<long>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private static string Shown(JsonElement value) => CheckpointFaults.Quote(value.GetRawText());
}
