using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Training.Loop;

/// <summary>The values of everything that a training changes, at one moment.</summary>
/// <param name="Tensors">A copy of every tensor that training changes under its name.</param>
public sealed record TrainedState(ImmutableArray<TensorData> Tensors)
{
    /// <summary>Copies the current values.</summary>
    public static TrainedState Of(TrainableModel model)
    {
        ArgumentNullException.ThrowIfNull(model);

        return new([.. model.Changing.Select(TensorData.Of)]);
    }

    /// <summary>Whether these are values for exactly these tensors.</summary>
    public bool Fits(IReadOnlyList<NamedTensor> parameters) => parameters.Count == Tensors.Length
        && parameters.Zip(Tensors).All(
            pair => pair.First.Name == pair.Second.Name && pair.First.Tensor.Shape == pair.Second.Shape);

    /// <summary>Overwrites the model's values with these.</summary>
    /// <exception cref="ArgumentException">The model trains other tensors.</exception>
    public void CopyTo(TrainableModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!Fits(model.Changing))
        {
            throw new ArgumentException("The state belongs to other tensors.", nameof(model));
        }

        foreach (var (parameter, values) in model.Changing.Zip(Tensors))
        {
            parameter.Tensor.CopyFrom(values.Values.Span);
        }
    }
}
