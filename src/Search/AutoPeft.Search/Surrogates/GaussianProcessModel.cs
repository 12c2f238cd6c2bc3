using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>An objective that is measured and modelled by Gaussian processes over standardised losses or their logarithms.</summary>
internal sealed class GaussianProcessModel : IObjectiveModel
{
    private readonly ImmutableArray<GaussianProcess> _opinions;
    private readonly LossScale _scale;

    private GaussianProcessModel(ImmutableArray<GaussianProcess> opinions, LossScale scale) => (_opinions, _scale) = (opinions, scale);

    /// <summary>How losses become targets.</summary>
    public LossScale Scale => _scale;

    /// <summary>The processes.</summary>
    public ImmutableArray<GaussianProcess> Opinions => _opinions;

    /// <summary>Fits the model to losses at points.</summary>
    /// <param name="points">[n][dimensions].</param>
    /// <param name="inputs">The same points, laid out for fitting.</param>
    /// <param name="losses">[n].</param>
    /// <param name="options">Priors and limits.</param>
    public static GaussianProcessModel Fit(
        IReadOnlyList<double[]> points, TrainingInputs inputs, double[] losses, GaussianProcessOptions options)
    {
        var (scale, vectors) = HyperparameterSearch.Of(inputs, losses, options);
        var targets = Array.ConvertAll(losses, scale.ToTarget);

        return new([.. vectors.Select(process => new GaussianProcess(points, targets, process, new(options.Shape, inputs.Growing)))], scale);
    }

    /// <inheritdoc/>
    public void Predict(Configuration configuration, ReadOnlySpan<double> point, Span<Forecast> forecasts)
    {
        for (var i = 0; i < forecasts.Length; i++)
        {
            var (mean, variance) = _opinions[i].Predict(point);
            forecasts[i] = _scale.ToForecast(mean, Math.Sqrt(variance));
        }
    }

    /// <inheritdoc/>
    public Forecast PredictWithGradient(MovingPlace place, int opinion, PredictionGradients gradients)
    {
        var (mean, variance) = _opinions[opinion].PredictWithGradient(place.Point, gradients.Mean, gradients.Deviation);
        var deviation = Math.Sqrt(variance);
        for (var k = 0; k < place.Point.Length; k++)
        {
            gradients.Mean[k] *= _scale.Spread;
            gradients.Deviation[k] *= 0.5 * _scale.Spread / deviation; // d√v = dv / 2√v
        }

        return _scale.ToForecast(mean, deviation);
    }

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point)
    {
        var expected = _opinions.Average(opinion => opinion.Predict(point).Mean);

        return new GaussianProcessModel([.. _opinions.Select(opinion => opinion.Condition(point, expected))], _scale);
    }
}
