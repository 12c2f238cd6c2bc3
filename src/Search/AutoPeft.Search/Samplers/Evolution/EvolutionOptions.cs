namespace AutoPeft.Search.Samplers.Evolution;

/// <summary>The settings of an <see cref="EvolutionSampler"/>.</summary>
public sealed record EvolutionOptions
{
    /// <summary>How many of the best configurations are parents, and how many are tried before there are children. Default 20.</summary>
    public int Population { get; init; } = 20;

    /// <summary>How often two parents are mixed rather than one copied. Default 0.9.</summary>
    public double CrossoverProbability { get; init; } = 0.9;

    /// <summary>The spread of children of numbers around their parents; larger is closer. Default 2, since there are only a few hundred trials (Deb and Agrawal's η).</summary>
    public double CrossoverIndex { get; init; } = 2;

    /// <summary>The spread of mutations of numbers; larger is closer. Default 2.</summary>
    public double MutationIndex { get; init; } = 2;
}
