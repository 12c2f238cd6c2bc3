using System.Collections.Immutable;

namespace AutoPeft.Peft.Recipes;

/// <summary>How a recipe was trained, in the terms that all trainers share. The optimiser is AdamW.</summary>
public sealed record RecipeTraining
{
    /// <summary>The largest learning rate; it rises during warm-up and then falls linearly to 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Passes over the training data.</summary>
    public required int Epochs { get; init; }

    /// <summary>Texts in a training step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The parts in which a step's texts are computed one after the other, as equal as can be; at least 1, the default.</summary>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>
    /// The parts for tools whose parts are all of one size: the fewest that make the same step without being larger than ours.
    /// </summary>
    internal int EqualParts => Enumerable.Range(1, BatchSize).First(parts => parts >= Math.Min(GradientAccumulation, BatchSize) && BatchSize % parts == 0);

    /// <summary>The texts of such a part.</summary>
    internal int TextsOfPart => BatchSize / EqualParts;

    /// <summary>Longest text in tokens.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>The part of the steps in which the learning rate rises, in [0, 1).</summary>
    public required double Warmup { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Largest norm of the gradient; 0 does not clip.</summary>
    public required double GradientClipping { get; init; }

    /// <summary>Dropout before the head, in [0, 1).</summary>
    public double HeadDropout { get; init; }

    /// <summary>Epochs without improvement after which training stops; null, the default, never.</summary>
    public int? Patience { get; init; }

    /// <summary>The metric that decides which epoch is kept.</summary>
    public required string Metric { get; init; }

    /// <summary>The metrics whose mean it is; itself, unless it stands for several.</summary>
    public required ImmutableArray<string> MetricParts { get; init; }
}
