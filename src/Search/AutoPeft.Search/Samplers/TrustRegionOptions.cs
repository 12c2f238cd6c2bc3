using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers;

/// <summary>The settings of a <see cref="TrustRegionSampler"/>. Lengths are sides of the region in a space that spans [0, 1] in each parameter.</summary>
public sealed record TrustRegionOptions
{
    /// <summary>How many configurations to try before regions are searched. Null, the default: as many as the Bayesian sampler.</summary>
    public int? InitialTrials { get; init; }

    /// <summary>The side of the first region. Default 0.8.</summary>
    public double FirstLength { get; init; } = 0.8;

    /// <summary>The longest side. Default 1.6.</summary>
    public double LongestLength { get; init; } = 1.6;

    /// <summary>A region shorter than this is given up for one of the first length elsewhere. Default 0.0078 (2⁻⁷).</summary>
    public double ShortestLength { get; init; } = 0.0078125;

    /// <summary>After so many successes in a row the region doubles. Default 3.</summary>
    public int Successes { get; init; } = 3;

    /// <summary>After so many failures in a row the region halves. Null, the default: a third of the number of parameters, but not fewer than 4 nor more than 20.</summary>
    public int? Failures { get; init; }

    /// <summary>The most observations that the models see: those closest to the center, and the front. Default 128.</summary>
    public int MostObservations { get; init; } = 128;

    /// <summary>How many parameters a candidate changes on average. Default 20.</summary>
    public int Changes { get; init; } = 20;

    /// <summary>How many candidates to look at. Default 512.</summary>
    public int Candidates { get; init; } = 512;

    /// <summary>How the surrogates are fitted. By default with fewer steps than elsewhere, since a step costs more in many dimensions.</summary>
    public GaussianProcessOptions Surrogate { get; init; } = new() { MaximumEvaluations = 40, FloorDistances = [0.1] };

    /// <summary>How the best candidates are improved.</summary>
    public CandidateSearchOptions Search { get; init; } = new() { LocalSearches = 2, MaximumMoves = 4, ContinuousEvaluations = 30 };
}
