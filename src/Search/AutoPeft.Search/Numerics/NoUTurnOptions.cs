namespace AutoPeft.Search.Numerics;

/// <summary>How long and how carefully a <see cref="NoUTurnSampler"/> draws. The defaults are those of the AutoPEFT paper.</summary>
public sealed record NoUTurnOptions
{
    /// <summary>How many steps find the step size and the shape of the distribution, and are thrown away. Default 128.</summary>
    public int Warmup { get; init; } = 128;

    /// <summary>How many steps are taken afterwards. Default 64.</summary>
    public int Steps { get; init; } = 64;

    /// <summary>Every how many of them is kept. Default 4, which leaves 16 draws.</summary>
    public int Thinning { get; init; } = 4;

    /// <summary>The most doublings of a trajectory. Default 6, which means 63 gradients a step.</summary>
    public int MaximumDepth { get; init; } = 6;

    /// <summary>The acceptance probability that the step size aims at, in (0, 1). Default 0.8.</summary>
    public double TargetAcceptance { get; init; } = 0.8;
}
