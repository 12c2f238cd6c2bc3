using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>An objective that is measured and modelled by a Gaussian process over standardised losses.</summary>
internal sealed class GaussianProcessModel : IObjectiveModel
{
    private readonly GaussianProcess _process;
    private readonly double _offset;
    private readonly double _scale;

    private GaussianProcessModel(GaussianProcess process, double offset, double scale)
    {
        _process = process;
        _offset = offset;
        _scale = scale;
    }

    /// <summary>Fits the model to losses at points.</summary>
    /// <param name="points">[n][dimensions].</param>
    /// <param name="inputs">The same points, laid out for fitting.</param>
    /// <param name="losses">[n].</param>
    /// <param name="options">Priors and limits.</param>
    public static GaussianProcessModel Fit(
        IReadOnlyList<double[]> points, TrainingInputs inputs, double[] losses, GaussianProcessOptions options)
    {
        var offset = losses.Average();
        var scale = Math.Sqrt(losses.Sum(loss => (loss - offset) * (loss - offset)) / losses.Length);
        scale = scale > 1e-12 * Math.Max(1e-12, Math.Abs(offset)) ? scale : 1;
        var targets = Array.ConvertAll(losses, loss => (loss - offset) / scale);
        var process = new GaussianProcess(points, targets, GaussianProcessFit.Fit(inputs, targets, options), options.Shape);

        return new(process, offset, scale);
    }

    /// <inheritdoc/>
    public (double Mean, double Deviation) Predict(Configuration configuration, ReadOnlySpan<double> point)
    {
        var (mean, variance) = _process.Predict(point);

        return (_offset + (_scale * mean), _scale * Math.Sqrt(variance));
    }

    /// <inheritdoc/>
    public (double Mean, double Deviation) PredictWithGradient(
        Configuration configuration, ReadOnlySpan<double> point, IReadOnlyList<FreeParameter> free, PredictionGradients gradients)
    {
        var (mean, variance) = _process.PredictWithGradient(point, gradients.Mean, gradients.Deviation);
        var deviation = Math.Sqrt(variance);
        for (var k = 0; k < point.Length; k++)
        {
            gradients.Mean[k] *= _scale;
            gradients.Deviation[k] *= 0.5 * _scale / deviation; // d√v = dv / 2√v
        }

        return (_offset + (_scale * mean), _scale * deviation);
    }

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point) =>
        new GaussianProcessModel(_process.Condition(point, _process.Predict(point).Mean), _offset, _scale);
}
