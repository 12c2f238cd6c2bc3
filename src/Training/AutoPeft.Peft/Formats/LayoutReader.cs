using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Formats;

/// <summary>Reads our tensors out of a file whose content a configuration foretells.</summary>
internal static class LayoutReader
{
    /// <summary>Our tensors, in the order of the layouts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layouts">What must be in it.</param>
    /// <param name="isOther">Whether a tensor that no layout names may be there nevertheless.</param>
    /// <exception cref="InvalidInputException">
    /// A tensor is missing, unknown or of another shape; carries all faults.
    /// </exception>
    public static ImmutableArray<TensorData> Read(
        SafetensorsFile file, IReadOnlyList<TensorLayout> layouts, Func<string, bool> isOther)
    {
        var faults = Faults(file, layouts, isOther).ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }

        // What a target holds several times is one tensor of ours.
        return [.. layouts.SelectMany(layout => Unpack(file, layout)).DistinctBy(tensor => tensor.Name)];
    }

    private static IEnumerable<TensorData> Unpack(SafetensorsFile file, TensorLayout layout)
    {
        var values = file.Read(layout.Name);

        return layout.Covers(values)
            ? layout.Unpack(values)
            : throw new InvalidInputException(
                [Fault(file, $"The tensor {layout.Name} has values off its diagonal, which this version cannot express.")]);
    }

    /// <summary>The tensors that have another name with us; the rest is skipped.</summary>
    /// <exception cref="InvalidInputException">One is too large.</exception>
    public static ImmutableArray<TensorData> ReadOther(SafetensorsFile file, Func<string, string?> rename)
    {
        var tensors = ImmutableArray.CreateBuilder<TensorData>();
        foreach (var entry in file.Entries)
        {
            if (rename(entry.Name) is not { } name)
            {
                continue;
            }

            if (entry.Extents.Length > 4 || entry.Count > Array.MaxLength)
            {
                throw new InvalidInputException(
                    [Fault(file, $"The tensor {entry.Name} has the shape {Text(entry)}, too large for a weight.")]);
            }

            tensors.Add(new(name, new Shape([.. entry.Extents.Select(extent => (int)extent)]), file.Read(entry.Name)));
        }

        return tensors.ToImmutable();
    }

    private static IEnumerable<Fault> Faults(
        SafetensorsFile file, IReadOnlyList<TensorLayout> layouts, Func<string, bool> isOther)
    {
        foreach (var layout in layouts)
        {
            if (file.Find(layout.Name) is not { } entry)
            {
                yield return Fault(file, $"The tensor {layout.Name} is missing.");
            }
            else if (Text(entry) != layout.Shape.ToString())
            {
                yield return Fault(file, $"The tensor {layout.Name} has the shape {Text(entry)}, not {layout.Shape}.");
            }
        }

        var known = layouts.Select(layout => layout.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in file.Entries.Where(entry => !known.Contains(entry.Name) && !isOther(entry.Name)))
        {
            yield return Fault(file, $"The tensor {entry.Name} belongs to nothing in the configuration.");
        }
    }

    private static string Text(TensorEntry entry) => $"[{string.Join(", ", entry.Extents)}]";

    private static Fault Fault(SafetensorsFile file, string message) =>
        new(new(file.Path), message, "Take weights and configuration from one export.");
}
