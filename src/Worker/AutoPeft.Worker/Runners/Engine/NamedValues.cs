using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Puts stored values into tensors of the same names.</summary>
internal static class NamedValues
{
    private const string Remedy = "Use the weights of the same task and model.";

    /// <summary>Overwrites every tensor; nothing is written when anything does not fit.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="values">Their values, in any order.</param>
    /// <param name="source">Where the values come from, for the faults.</param>
    /// <exception cref="InvalidInputException">
    /// A tensor is missing, unknown, or of another shape; carries all faults.
    /// </exception>
    public static void Load(IReadOnlyList<NamedTensor> tensors, IReadOnlyCollection<TensorData> values, string source)
    {
        var byName = values.ToDictionary(value => value.Name, StringComparer.Ordinal);
        var known = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var messages = tensors.Select(tensor => Misfit(tensor, byName.GetValueOrDefault(tensor.Name))).OfType<string>()
            .Concat(byName.Keys.Where(name => !known.Contains(name)).Select(name => $"The tensor '{name}' is unknown."))
            .ToArray();
        if (messages.Length > 0)
        {
            throw new InvalidInputException(messages.Select(message => new Fault(new FaultPlace(source), message, Remedy)));
        }

        foreach (var tensor in tensors)
        {
            tensor.Tensor.CopyFrom(byName[tensor.Name].Values.Span);
        }
    }

    private static string? Misfit(NamedTensor tensor, TensorData? value) =>
        value is null ? $"The tensor '{tensor.Name}' is missing."
        : value.Shape != tensor.Tensor.Shape
            ? $"The tensor '{tensor.Name}' has the shape {value.Shape}, not {tensor.Tensor.Shape}."
        : null;
}
