namespace AutoPeft.Training.Optimizers;

/// <summary>
/// The constants of AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, Alg. 2).
/// </summary>
public sealed record AdamWConfig
{
    /// <summary>The decay of the first moment, in [0, 1). Default 0.9.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>The decay of the second moment, in [0, 1). Default 0.999.</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>What is added to the denominator, positive. Default 1e-8.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>
    /// The largest global gradient norm, positive; a longer gradient is shortened to it. Default 1; null never clips.
    /// </summary>
    public double? MaximumGradientNorm { get; init; } = 1;
}
