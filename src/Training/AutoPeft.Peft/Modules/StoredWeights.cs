using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Modules;

/// <summary>Puts stored numbers into the tensors of a model, all or none.</summary>
public static class StoredWeights
{
    /// <summary>Overwrites every tensor with the stored one of its name.</summary>
    /// <param name="tensors">Leaves with distinct names.</param>
    /// <param name="weights">Exactly one for each of them, in any order.</param>
    /// <param name="source">Where the weights come from, for the faults.</param>
    /// <exception cref="InvalidInputException">
    /// A tensor is missing, unknown, given twice or of another shape; nothing was changed.
    /// </exception>
    public static void Load(IReadOnlyList<NamedTensor> tensors, IReadOnlyCollection<TensorData> weights, string source)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(weights);

        var faults = Faults(tensors, weights, source).ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }

        var byName = weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            tensor.Tensor.CopyFrom(byName[tensor.Name].Values.Span);
        }
    }

    private static IEnumerable<Fault> Faults(
        IReadOnlyList<NamedTensor> tensors, IReadOnlyCollection<TensorData> weights, string source)
    {
        var byName = weights.ToLookup(weight => weight.Name, StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            var found = byName[tensor.Name].ToArray();
            if (found.Length != 1)
            {
                var message = found.Length == 0 ? "is missing" : $"is there {found.Length} times";
                yield return Fault(source, $"The tensor {tensor.Name} {message}.");
            }
            else if (found[0].Shape != tensor.Tensor.Shape)
            {
                yield return Fault(
                    source, $"The tensor {tensor.Name} has the shape {found[0].Shape}, not {tensor.Tensor.Shape}.");
            }
        }

        var known = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in byName.Select(group => group.Key).Where(name => !known.Contains(name)))
        {
            yield return Fault(source, $"The tensor {name} belongs to nothing in the configuration.");
        }
    }

    private static Fault Fault(string source, string message) =>
        new(new(source), message, "Take weights and configuration from one export.");
}
