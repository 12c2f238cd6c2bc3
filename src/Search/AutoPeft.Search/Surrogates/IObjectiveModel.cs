using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>What is believed about the loss of one objective: one or several opinions of equal weight.</summary>
internal interface IObjectiveModel
{
    /// <summary>What each opinion expects of a configuration's loss.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="point">Its encoding.</param>
    /// <param name="forecasts">[opinions], written.</param>
    void Predict(Configuration configuration, ReadOnlySpan<double> point, Span<Forecast> forecasts);

    /// <summary>As <see cref="Predict"/> for one opinion, and writes the derivatives by the encoding.</summary>
    /// <remarks>Only the entries of the free parameters need to be right.</remarks>
    /// <param name="place">The configuration, and which of its parameters move.</param>
    /// <param name="opinion">Which opinion.</param>
    /// <param name="gradients">Where the derivatives of the forecast's mean and deviation go.</param>
    Forecast PredictWithGradient(MovingPlace place, int opinion, PredictionGradients gradients);

    /// <summary>The belief after a configuration turned out to have the loss that is now expected of it.</summary>
    IObjectiveModel Believe(Configuration configuration, double[] point);
}
