using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Checkpoints;

/// <summary>A tensor that a model needs from its checkpoint.</summary>
/// <param name="Name">The full name, base prefix included, e.g. <c>bert.embeddings.word_embeddings.weight</c>.</param>
/// <param name="Shape">The extents that <c>config.json</c> implies.</param>
/// <param name="IsStoredTransposed">Whether the checkpoint holds the transpose of this matrix. Default false.</param>
internal sealed record TensorRequirement(string Name, Shape Shape, bool IsStoredTransposed = false)
{
    /// <summary>The extents in the checkpoint.</summary>
    public Shape StoredShape => IsStoredTransposed ? new(Shape[1], Shape[0]) : Shape;
}
