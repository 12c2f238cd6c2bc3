using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Costs;

/// <summary>What the cost of a module depends on beside its settings.</summary>
/// <param name="Shape">The model.</param>
/// <param name="Batch">The training batch.</param>
public sealed record CostContext(ModelShape Shape, BatchShape Batch)
{
    /// <summary>The linear module of this kind in this layer.</summary>
    /// <exception cref="ArgumentException">The model has none.</exception>
    public ModuleShape Module(int layer, ModuleKind kind) =>
        Shape.Find(layer, kind)
        ?? throw new ArgumentException($"Layer {layer} of the model has no {kind}.", nameof(kind));
}
