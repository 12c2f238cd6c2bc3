namespace AutoPeft.Search.Surrogates;

/// <summary>One Gaussian process that explains the losses of an objective.</summary>
/// <param name="Process">The process, of targets.</param>
/// <param name="Scale">How losses become targets.</param>
internal sealed record Opinion(GaussianProcess Process, LossScale Scale)
{
    /// <summary>What it expects at a point.</summary>
    public Forecast Predict(ReadOnlySpan<double> point)
    {
        var (mean, variance) = Process.Predict(point);

        return Scale.ToForecast(mean, Math.Sqrt(variance));
    }

    /// <summary>As <see cref="Predict"/>, and writes the derivatives by the point.</summary>
    public Forecast PredictWithGradient(double[] point, PredictionGradients gradients)
    {
        var (mean, variance) = Process.PredictWithGradient(point, gradients.Mean, gradients.Deviation);
        var deviation = Math.Sqrt(variance);
        for (var k = 0; k < point.Length; k++)
        {
            gradients.Mean[k] *= Scale.Spread;
            gradients.Deviation[k] *= 0.5 * Scale.Spread / deviation; // d√v = dv / 2√v
        }

        return Scale.ToForecast(mean, deviation);
    }

    /// <summary>The opinion after also seeing a loss at a point.</summary>
    public Opinion Condition(double[] point, double loss) =>
        this with { Process = Process.Condition(point, Scale.ToTarget(Math.Max(loss, Scale.Lowest))) };
}
