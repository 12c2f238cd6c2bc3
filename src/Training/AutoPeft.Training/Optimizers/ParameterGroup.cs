using System.Collections.Immutable;
using AutoPeft.Models;

namespace AutoPeft.Training.Optimizers;

/// <summary>Parameters that are trained alike.</summary>
/// <param name="Parameters">The trained leaves with their names, unique over all groups.</param>
/// <param name="LearningRate">The peak learning rate, not negative.</param>
/// <param name="WeightDecay">The decoupled weight decay, not negative.</param>
public sealed record ParameterGroup(ImmutableArray<NamedTensor> Parameters, double LearningRate, double WeightDecay)
{
    /// <summary>Groups parameters as is customary: matrices are decayed; vectors (biases and norms) are not.</summary>
    public static ImmutableArray<ParameterGroup> Split(
        IEnumerable<NamedTensor> parameters, double learningRate, double weightDecay)
    {
        var byRank = parameters.ToLookup(parameter => parameter.Tensor.Shape.Rank >= 2);

        return
        [
            new ParameterGroup([.. byRank[true]], learningRate, weightDecay),
            new ParameterGroup([.. byRank[false]], learningRate, WeightDecay: 0),
        ];
    }
}
