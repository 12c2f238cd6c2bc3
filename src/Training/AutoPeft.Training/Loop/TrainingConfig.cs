using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Loop;

/// <summary>How to train.</summary>
public sealed record TrainingConfig
{
    /// <summary>The number of passes over the training rows, at least 1. Default 4.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>The rows of a step, at least 1. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// The parts in which a step's rows go through the model one after the other; their gradients add up, so a step takes the memory of one
    /// part. At least 1, the default. Dropout, and what a method draws for each pass, is drawn for each part.
    /// </summary>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>The peak learning rate, positive. Default 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The share of all steps in which the learning rate rises to its peak, in [0, 1). Default 0.1.</summary>
    public double WarmupFraction { get; init; } = 0.1;

    /// <summary>The decoupled weight decay of matrices, not negative. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// The number of epochs without a better validation metric after which training ends, at least 1; null (default)
    /// never.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>The constants of the optimiser.</summary>
    public AdamWConfig Optimizer { get; init; } = new();
}
