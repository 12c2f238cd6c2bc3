using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Checkpoints;

/// <summary>A tensor that a model needs from its checkpoint.</summary>
/// <param name="Name">The full name, base prefix included, e.g. <c>bert.embeddings.word_embeddings.weight</c>.</param>
/// <param name="Shape">The extents that <c>config.json</c> implies.</param>
internal sealed record TensorRequirement(string Name, Shape Shape);
