namespace AutoPeft.Peft.Costs;

/// <summary>What a configuration costs, computed from the model's shape before anything is trained.</summary>
public sealed record CostReport
{
    /// <summary>Parameters that training changes in the PEFT modules, head not included.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>
    /// Parameters as the method's paper counts them (AutoPEFT: weights only, no biases, prefixes after
    /// re-parameterisation).
    /// </summary>
    public required long CountedParameters { get; init; }

    /// <summary>Numbers written to an exported checkpoint, head not included.</summary>
    public required long SavedParameters { get; init; }

    /// <summary>Bytes of an exported checkpoint in 32-bit floats: <c>4 · SavedParameters</c>.</summary>
    public long CheckpointBytes => 4 * SavedParameters;

    /// <summary>
    /// Floating-point operations of one training step per token, forward and backward, base model included.
    /// </summary>
    public required double TrainingFlopsPerToken { get; init; }

    /// <summary>
    /// Peak memory of training one batch in bytes: weights, modules with gradients and two moments, activations.
    /// </summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>
    /// What the training needs more, in bytes, when it goes through the model together with others: results of one layer once more,
    /// as parts that modules have changed are put together again. Of the weights, a pack needs less: one copy.
    /// </summary>
    public long PackingBytes { get; init; }

    /// <summary>
    /// Extra floating-point operations of inference per token, relative to the bare model: 0 when merged.
    /// </summary>
    public required double InferenceOverheadFraction { get; init; }

    /// <summary>Whether the modules can be folded into the weights of this model, so that inference costs nothing extra.</summary>
    public required LatencyClass Latency { get; init; }

    /// <summary>
    /// Trainable parameters as a share of the base model's, in [0, 1] and above for very large modules.
    /// </summary>
    public required double TrainableFraction { get; init; }
}
