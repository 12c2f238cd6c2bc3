using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Costs;

/// <summary>The work and memory of the frozen model on one batch, from its shape.</summary>
/// <remarks>
/// A multiply-add counts as two operations. Embeddings, norms, softmax and the head are left out: they are linear in the
/// hidden size where the rest is quadratic. Attention is counted without a causal mask.
/// </remarks>
internal sealed class BaseModelCost(CostContext context)
{
    /// <summary>The numbers that one layer holds while it computes, with or without a backward pass to come.</summary>
    // Results live until their layer is done. Per token: what enters; query, key, value; attention and its product, dropout, residual
    // sum and norm; up and activation (a gated block has four of these); down, dropout, residual sum and norm; statistics of rows.
    // Measuring has no dropout.
    public double Working(bool training) => context.Batch.Tokens
        * (((training ? 11.0 : 9.0) * Hidden) + (2.0 * context.Shape.KeyValueSize) + Copies + ((IsGated ? 4.0 : 2.0) * context.Shape.IntermediateSize) + Statistics);

    /// <summary>The same for the last layer where only the one token of each sequence that is read has a query.</summary>
    // Per token: what enters; key and value; with a backward pass the gradients of these, which are there at the same time. The rest of
    // the layer is there once a sequence: query, attention and its product, dropout, residual sums and norms.
    public double WorkingAtTheEnd(bool training) => (context.Batch.Tokens
        * (((training ? 2.0 : 1.0) * Hidden) + ((training ? 4.0 : 2.0) * context.Shape.KeyValueSize) + Copies))
        + (context.Batch.BatchSize * ((12.0 * Hidden) + ((IsGated ? 4.0 : 2.0) * context.Shape.IntermediateSize) + Statistics));

    /// <summary>The numbers that go with logits of the whole vocabulary: the logits and their probabilities, and with a backward pass their gradient.</summary>
    public double Logits(bool training) => context.Batch.Task == TaskKind.LanguageModelling
        ? context.Batch.Tokens * (((training ? 3.0 : 2.0) * context.Shape.VocabularySize) + (2.0 * Hidden))
        : 0;

    /// <summary>The numbers of one layer that the backward pass through it needs, with frozen weights.</summary>
    // Frozen products need nothing: per token query, key and value; what enters both norms and the activation; statistics of rows.
    public double Kept => context.Batch.Tokens
        * ((3.0 * Hidden) + (2.0 * (IsGrouped ? Hidden : context.Shape.KeyValueSize)) + ((IsGated ? 3.0 : 1.0) * context.Shape.IntermediateSize) + Statistics);

    /// <summary>The same for the lowest layer when its modules come behind attention: what enters both norms and the activation.</summary>
    public double KeptBehindAttention => context.Batch.Tokens
        * ((2.0 * Hidden) + ((IsGated ? 3.0 : 1.0) * context.Shape.IntermediateSize) + 4);

    /// <summary>The same for the lowest layer when its modules come at the end: only what enters its last norm.</summary>
    public double KeptAtTheEnd => context.Batch.Tokens * (Hidden + 2.0);

    /// <summary>The same with trained weights, whose products need what enters them.</summary>
    public double KeptWithWeights => Kept + (context.Batch.Tokens * ((3.0 * Hidden) + context.Shape.IntermediateSize));

    private int Hidden => context.Shape.HiddenSize;

    private bool IsGated => context.Shape.Find(0, ModuleKind.FeedForwardGate) is not null;

    private bool IsGrouped => context.Shape.KeyValueSize < Hidden;

    // Keys and values repeated for the queries that share them; the three parts of one product.
    private double Copies => (IsGrouped ? 2.0 * Hidden : 0) + (context.Shape.Find(0, ModuleKind.QueryKeyValue) is null ? 0 : 3.0 * Hidden);

    private double Statistics => (2.0 * context.Shape.Heads) + 4;

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
