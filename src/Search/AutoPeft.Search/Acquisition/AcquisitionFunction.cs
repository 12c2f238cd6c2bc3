using AutoPeft.Search.Space;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Acquisition;

/// <summary>Values candidates: the logarithm of the expected hypervolume improvement under models of the objectives.</summary>
internal sealed class AcquisitionFunction
{
    private readonly IReadOnlyList<IObjectiveModel> _models;
    private readonly ExpectedHypervolumeImprovement _improvement;

    /// <summary>The value over what is known already.</summary>
    /// <param name="models">One for each objective.</param>
    /// <param name="known">[n][objectives]: the losses of known configurations.</param>
    /// <param name="reference">[objectives].</param>
    public AcquisitionFunction(IReadOnlyList<IObjectiveModel> models, IReadOnlyList<double[]> known, double[] reference)
    {
        _models = models;
        _improvement = new(known, reference);
    }

    /// <summary>The value of a configuration.</summary>
    public double Evaluate(Configuration configuration, ReadOnlySpan<double> point)
    {
        Span<double> means = stackalloc double[_models.Count];
        Span<double> deviations = stackalloc double[_models.Count];
        for (var i = 0; i < _models.Count; i++)
        {
            (means[i], deviations[i]) = _models[i].Predict(configuration, point);
        }

        return _improvement.Log(means, deviations);
    }

    /// <summary>The value of a configuration; writes its derivatives by the free parameters.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="point">Its encoding.</param>
    /// <param name="free">The continuous parameters.</param>
    /// <param name="gradient">[free parameters].</param>
    public double EvaluateWithGradient(
        Configuration configuration, ReadOnlySpan<double> point, IReadOnlyList<FreeParameter> free, Span<double> gradient)
    {
        var (count, length) = (_models.Count, point.Length);
        Span<double> means = stackalloc double[count], deviations = stackalloc double[count];
        Span<double> byMean = stackalloc double[count], byDeviation = stackalloc double[count];
        var gradients = new PredictionGradients[count];
        for (var i = 0; i < count; i++)
        {
            gradients[i] = new(length);
            (means[i], deviations[i]) = _models[i].PredictWithGradient(configuration, point, free, gradients[i]);
        }

        var value = _improvement.LogWithGradient(means, deviations, byMean, byDeviation);
        for (var k = 0; k < free.Count; k++)
        {
            gradient[k] = 0;
            for (var i = 0; i < count; i++)
            {
                gradient[k] += (byMean[i] * gradients[i].Mean[free[k].Place]) + (byDeviation[i] * gradients[i].Deviation[free[k].Place]);
            }
        }

        return value;
    }
}
