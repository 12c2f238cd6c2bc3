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

    /// <summary>The opinion after also seeing a loss at a point.</summary>
    public Opinion Condition(double[] point, double loss) =>
        this with { Process = Process.Condition(point, Scale.ToTarget(Math.Max(loss, Scale.Lowest))) };
}
