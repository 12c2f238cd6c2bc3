namespace AutoPeft.Peft.Costs;

/// <summary>The work and memory of the frozen model on one batch, from its shape.</summary>
/// <remarks>
/// A multiply-add counts as two operations. Embeddings, norms, softmax and the head are left out: they are linear in the
/// hidden size where the rest is quadratic. Attention is counted without a causal mask.
/// </remarks>
internal sealed class BaseModelCost(CostContext context)
{
    // Each result of an operation lives until the step ends. Per token and layer: query, key, value; attention; its output
    // projection, residual sum and norm; up, activation; down, residual sum, norm; and the attention weights, H · T.
    public double ActivationsPerLayer =>
        context.Batch.Tokens
        * ((8.0 * context.Shape.HiddenSize) + (2.0 * context.Shape.KeyValueSize)
            + (2.0 * context.Shape.IntermediateSize) + ((double)context.Shape.Heads * context.Batch.Length));

    public double ForwardFlops => Linear(lowestLayer: 0) + Attention(lowestLayer: 0);

    /// <summary>
    /// The backward pass through activations from the top to the lowest layer that needs it; no weight gradients.
    /// </summary>
    /// <remarks>A product costs as much again for its input's gradient; attention's two products cost four.</remarks>
    public double BackwardFlops(int lowestLayer) => Linear(lowestLayer) + (2 * Attention(lowestLayer));

    /// <summary>The gradients of every linear weight of the model.</summary>
    public double WeightGradientFlops => Linear(lowestLayer: 0);

    private double Linear(int lowestLayer) =>
        context.Batch.Tokens
        * context.Shape.Modules
            .Where(module => module.Layer >= lowestLayer)
            .Sum(module => 2.0 * module.InputSize * module.OutputSize);

    private double Attention(int lowestLayer) =>
        4.0 * context.Batch.Tokens * context.Batch.Length * context.Shape.HiddenSize
        * Math.Max(0, context.Shape.Layers - lowestLayer);
}
