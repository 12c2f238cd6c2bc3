namespace AutoPeft.Trials.Definition;

/// <summary>How a trial is trained. Every number may be searched.</summary>
public sealed record TrainingSettings
{
    /// <summary>The largest learning rate of AdamW. Default 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the training data. Default 4.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Texts in a training step. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Longest text in tokens; what is longer is cut. Default 128.</summary>
    public int MaximumLength { get; init; } = 128;

    /// <summary>Epochs without improvement after which training stops; null, the default, never.</summary>
    public int? Patience { get; init; }

    /// <summary>The part of the steps in which the learning rate rises from 0, in [0, 1). Default 0.1; it then falls linearly to 0.</summary>
    public double Warmup { get; init; } = 0.1;

    /// <summary>Decoupled weight decay. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of the gradient; larger ones are scaled down. Default 1; 0 does not clip.</summary>
    public double GradientClipping { get; init; } = 1;

    /// <summary>Dropout before the classification head, in [0, 1). Default 0.1.</summary>
    public double HeadDropout { get; init; } = 0.1;

    /// <summary>
    /// The parts in which a step's texts are computed one after the other, as equal as can be; their gradients add up. A step takes the memory
    /// of one part. Default 1.
    /// </summary>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>Whether the weights of the base model are trained too (full fine-tuning). Default false.</summary>
    public bool TrainsBaseModel { get; init; }

    /// <summary>The most texts that go through the model together in training.</summary>
    internal int TextsAtOnce => (BatchSize + GradientAccumulation - 1) / GradientAccumulation;
}
