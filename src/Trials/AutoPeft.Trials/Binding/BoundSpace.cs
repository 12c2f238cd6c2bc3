using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>A search space and what its points mean.</summary>
/// <param name="Space">What may be tried, with every rule.</param>
/// <param name="Binding">Turns points into modules, settings and costs.</param>
/// <param name="Training">How to train, where the space does not say otherwise.</param>
public sealed record BoundSpace(SearchSpace Space, PeftBinding Binding, TrainingSettings Training);
