using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>An objective that follows from the configuration: known exactly, never modelled.</summary>
/// <param name="loss">The loss of a configuration.</param>
internal sealed class AnalyticModel(Func<Configuration, double> loss) : IObjectiveModel
{
    private const double Step = 1e-4;

    /// <summary>The loss of a configuration.</summary>
    public double LossOf(Configuration configuration) => loss(configuration);

    /// <inheritdoc/>
    public void Predict(Configuration configuration, ReadOnlySpan<double> point, Span<Forecast> forecasts) =>
        forecasts.Fill(new(loss(configuration), 0));

    /// <inheritdoc/>
    /// <remarks>The host's function has no derivative to offer, so differences are taken, inside the domain.</remarks>
    public Forecast PredictWithGradient(MovingPlace place, int opinion, PredictionGradients gradients)
    {
        var (configuration, point, free) = place;
        Array.Clear(gradients.Deviation);
        foreach (var (domain, index) in free)
        {
            var (low, high) = (Math.Max(0, point[index] - Step), Math.Min(1, point[index] + Step));
            var rise = loss(configuration.With(domain.Name, domain.FromUnit(high))) - loss(configuration.With(domain.Name, domain.FromUnit(low)));
            gradients.Mean[index] = rise / (high - low);
        }

        return new(loss(configuration), 0);
    }

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point) => this;
}
