using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>What is believed about the loss of one objective.</summary>
internal interface IObjectiveModel
{
    /// <summary>The mean and standard deviation of a configuration's loss.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="point">Its encoding.</param>
    (double Mean, double Deviation) Predict(Configuration configuration, ReadOnlySpan<double> point);

    /// <summary>As <see cref="Predict"/>, and writes the derivatives of both by the encoding.</summary>
    /// <remarks>Only the entries of <paramref name="free"/> need to be right.</remarks>
    /// <param name="configuration">The configuration.</param>
    /// <param name="point">Its encoding.</param>
    /// <param name="free">The continuous parameters, by their place in the encoding.</param>
    /// <param name="gradients">Where the derivatives go.</param>
    (double Mean, double Deviation) PredictWithGradient(
        Configuration configuration, ReadOnlySpan<double> point, IReadOnlyList<FreeParameter> free, PredictionGradients gradients);

    /// <summary>The belief after a configuration turned out to have the loss that is now expected of it.</summary>
    IObjectiveModel Believe(Configuration configuration, double[] point);
}
