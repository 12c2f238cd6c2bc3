namespace AutoPeft.Bench.Training;

/// <summary>How fast one way of training is.</summary>
/// <param name="Method">What is trained.</param>
/// <param name="FrozenLayers">How many of the lowest layers hold nothing to train.</param>
/// <param name="Stored">Whether the states of the frozen layers are stored.</param>
/// <param name="MillisecondsPerStep">The median over the timed steps.</param>
/// <param name="StepsPerSecond">Its inverse.</param>
/// <param name="TokensPerSecond">Tokens trained on per second.</param>
/// <param name="EvaluatedTokensPerSecond">Tokens measured per second, without gradients, in the same process.</param>
public sealed record TrainingFigures(
    string Method,
    int FrozenLayers,
    bool Stored,
    double MillisecondsPerStep,
    double StepsPerSecond,
    double TokensPerSecond,
    double EvaluatedTokensPerSecond);
