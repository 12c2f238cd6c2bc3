using System.Collections.Immutable;
using System.Globalization;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Stops a trial whose best so far is worse than the median of what the others averaged up to the same fidelity.</summary>
/// <remarks>
/// Golovin et al., "Google Vizier: A Service for Black-Box Optimization", 2017, section 3.2.1. With several measured objectives
/// it must be worse in each of them.
/// </remarks>
/// <param name="settings">The least fidelity, and who is compared; the reduction does not count.</param>
/// <param name="leastOthers">With fewer others at a fidelity nobody is stopped. Default 5.</param>
public sealed class MedianPruner(PrunerSettings settings, int leastOthers = 5) : IPruner
{
    /// <inheritdoc/>
    public ImmutableArray<Rung> RungsOf(int trial) => settings.Ladder().Rungs;

    /// <inheritdoc/>
    public PruneDecision Judge(LearningCurve trial, IReadOnlyList<LearningCurve> others)
    {
        ArgumentNullException.ThrowIfNull(trial);

        var now = trial.Points[^1].Fidelity;
        var rivals = settings.RivalsOf(trial, others).Where(rival => rival.At(now) is not null).ToArray();
        if (now.Amount < settings.Least || now.Amount >= settings.Full || rivals.Length < leastOthers)
        {
            return PruneDecision.GoOn;
        }

        var isWorse = Enumerable.Range(0, trial.Points[^1].Losses.Length).All(objective =>
            trial.Points.Min(point => point.Losses[objective]) > Median(rivals.Select(rival => Average(rival, now, objective))));
        return isWorse
            ? new(true, string.Create(CultureInfo.InvariantCulture, $"Worse than the median of {rivals.Length} others after {now.In(settings.Unit)}."))
            : PruneDecision.GoOn;
    }

    private static double Average(LearningCurve curve, Fidelity upTo, int objective) =>
        curve.Points.Where(point => point.Fidelity <= upTo).DefaultIfEmpty(curve.Points[0]).Average(point => point.Losses[objective]);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();

        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
