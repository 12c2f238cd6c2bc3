using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers;

/// <summary>The settings of a <see cref="BayesianSampler"/>.</summary>
public sealed record BayesianOptions
{
    /// <summary>
    /// How many configurations to try before the model decides. Null, the default: twice the number of searched parameters,
    /// at least 8 and at most a quarter of the study's trials where their number is known (but not fewer than 4).
    /// </summary>
    public int? InitialTrials { get; init; }

    /// <summary>How the surrogate of a measured objective is fitted.</summary>
    public GaussianProcessOptions Surrogate { get; init; } = new();

    /// <summary>How hard the most promising configuration is looked for.</summary>
    public CandidateSearchOptions Search { get; init; } = new();
}
