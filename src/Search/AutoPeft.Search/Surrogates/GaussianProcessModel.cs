using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>An objective that is measured and modelled by Gaussian processes over standardised losses or their logarithms.</summary>
internal sealed class GaussianProcessModel : IObjectiveModel
{
    private readonly ImmutableArray<Opinion> _opinions;

    private GaussianProcessModel(ImmutableArray<Opinion> opinions) => _opinions = opinions;

    /// <summary>What is believed.</summary>
    public ImmutableArray<Opinion> Opinions => _opinions;

    /// <summary>Fits the model to losses at points.</summary>
    /// <param name="inputs">The points.</param>
    /// <param name="losses">[n].</param>
    /// <param name="options">Priors and limits.</param>
    /// <param name="key">Where random choices come from.</param>
    public static GaussianProcessModel Fit(TrainingInputs inputs, double[] losses, GaussianProcessOptions options, RandomKey key)
    {
        KernelStructure KernelOf(Hyperparameters process) => new(options.Shape, process.Offsets.IsEmpty ? [] : inputs.Growing);

        return new([.. HyperparameterSearch.Of(inputs, losses, options, key).Select(found =>
            new Opinion(new(inputs.Points, Array.ConvertAll(losses, found.Scale.ToTarget), found.Process, KernelOf(found.Process)), found.Scale))]);
    }

    /// <inheritdoc/>
    public void Predict(Configuration configuration, ReadOnlySpan<double> point, Span<Forecast> forecasts)
    {
        for (var i = 0; i < forecasts.Length; i++)
        {
            forecasts[i] = i < _opinions.Length ? _opinions[i].Predict(point) : forecasts[i % _opinions.Length];
        }
    }

    /// <inheritdoc/>
    public Forecast PredictWithGradient(MovingPlace place, int opinion, PredictionGradients gradients) =>
        _opinions[opinion % _opinions.Length].PredictWithGradient(place.Point, gradients);

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point)
    {
        var expected = _opinions.Average(opinion => opinion.Predict(point).Median);

        return new GaussianProcessModel([.. _opinions.Select(opinion => opinion.Condition(point, expected))]);
    }
}
