using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>An objective that follows from the configuration: known exactly, never modelled.</summary>
/// <param name="loss">The loss of a configuration.</param>
internal sealed class AnalyticModel(Func<Configuration, double> loss) : IObjectiveModel
{
    private const double Step = 1e-4;

    /// <inheritdoc/>
    public (double Mean, double Deviation) Predict(Configuration configuration, ReadOnlySpan<double> point) =>
        (loss(configuration), 0);

    /// <inheritdoc/>
    /// <remarks>The host's function has no derivative to offer, so differences are taken, inside the domain.</remarks>
    public (double Mean, double Deviation) PredictWithGradient(
        Configuration configuration, ReadOnlySpan<double> point, IReadOnlyList<FreeParameter> free, PredictionGradients gradients)
    {
        Array.Clear(gradients.Deviation);
        foreach (var (domain, place) in free)
        {
            var (low, high) = (Math.Max(0, point[place] - Step), Math.Min(1, point[place] + Step));
            var rise = loss(configuration.With(domain.Name, domain.FromUnit(high))) - loss(configuration.With(domain.Name, domain.FromUnit(low)));
            gradients.Mean[place] = rise / (high - low);
        }

        return (loss(configuration), 0);
    }

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point) => this;
}
