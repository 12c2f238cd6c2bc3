using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Analysis;

/// <summary>The settings of <see cref="FrontPosterior"/>.</summary>
public sealed record FrontPosteriorOptions
{
    /// <summary>How many draws the probabilities are averaged over. Default 1024, which gives them to about 0.01.</summary>
    public int Draws { get; init; } = 1024;

    /// <summary>How many configurations, the most promising ones, may compete for the front. Default 256; the others get probability 0.</summary>
    public int Contenders { get; init; } = 256;

    /// <summary>
    /// How the surrogates are fitted. By default with noise of about an eighth of the spread of the losses where the data do not say
    /// otherwise: here the doubt is the question, while a search goes further with the belief that measurements are exact.
    /// </summary>
    public GaussianProcessOptions Surrogate { get; init; } = new() { NoiseVariance = new(-4, 1.5) };
}
