using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Layers;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Heads;

/// <summary>What new heads of a model are made from.</summary>
/// <param name="Engine">Where their parameters live.</param>
/// <param name="Deviation">The standard deviation of new matrices.</param>
/// <param name="Key">Where they come from.</param>
internal sealed record HeadParameters(ITensorEngine Engine, float Deviation, RandomKey Key)
{
    /// <summary>New trainable tensors: matrices N(0, Deviation²), biases zero.</summary>
    public NamedTensor[] Create(params TensorRequirement[] tensors) =>
        [.. tensors.Select(tensor => NewWeights.Create(Engine, tensor, Deviation, Key))];
}
