using System.Collections.Immutable;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>A measured objective as several opinions, each of which takes one draw of what the tried configurations really are for certain.</summary>
/// <remarks>
/// Letham, Karrer, Ottoni and Bakshy, "Constrained Bayesian Optimization with Noisy Experiments", 2019, section 4: given a draw of the function at
/// the tried points, what it is elsewhere is again a Gaussian process, with the same variance for all draws.
/// </remarks>
internal sealed class DrawnModel : IObjectiveModel
{
    // Draws carry the jitter of their factorisation; so much of the noise keeps that from being taken for structure.
    private const double Remainder = 0.01;
    private const double LeastRemainder = 1e-6;

    private readonly ImmutableArray<GaussianProcess> _processes;
    private readonly LossScale _scale;

    private DrawnModel(ImmutableArray<GaussianProcess> processes, LossScale scale) => (_processes, _scale) = (processes, scale);

    /// <summary>The model after draws at points, and the losses that were drawn: [draws][points].</summary>
    /// <param name="opinion">What is believed.</param>
    /// <param name="points">[points][dimensions], no two of them equal.</param>
    /// <param name="normals">[draws][points]: standard normal values.</param>
    public static (DrawnModel Model, double[][] Losses) Of(Opinion opinion, IReadOnlyList<double[]> points, double[][] normals)
    {
        var (process, scale) = opinion;
        var (means, covariances) = process.PredictTogether(points);
        var factor = CholeskyFactor.Of(covariances, points.Count);
        var targets = Array.ConvertAll(normals, normal => means.Select((mean, i) => mean + VectorOperations.Dot(factor.Row(i), normal.AsSpan(0, i + 1))).ToArray());
        var certain = process.Hyperparameters with { NoiseVariance = Math.Max(LeastRemainder, Remainder * process.Hyperparameters.NoiseVariance) };
        var first = new GaussianProcess(points, targets[0], certain, process.Structure);

        return (
            new([.. targets.Select((target, draw) => draw == 0 ? first : first.WithTargets(target))], scale),
            Array.ConvertAll(targets, target => Array.ConvertAll(target, scale.ToLoss)));
    }

    /// <inheritdoc/>
    public void Predict(Configuration configuration, ReadOnlySpan<double> point, Span<Forecast> forecasts)
    {
        Span<double> means = stackalloc double[_processes.Length];
        var deviation = Math.Sqrt(GaussianProcess.PredictAll(_processes.AsSpan(), point, means));
        for (var i = 0; i < forecasts.Length; i++)
        {
            forecasts[i] = _scale.ToForecast(means[i], deviation);
        }
    }

    /// <inheritdoc/>
    public Forecast PredictWithGradient(MovingPlace place, int opinion, PredictionGradients gradients) =>
        new Opinion(_processes[opinion], _scale).PredictWithGradient(place.Point, gradients);

    /// <inheritdoc/>
    public IObjectiveModel Believe(Configuration configuration, double[] point) => this;
}
