using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Successive halving: trials compete within cohorts of consecutive trials, each as large as its rungs can thin out to one.</summary>
/// <remarks>
/// Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", 2016. Since a trial is
/// stopped or goes on when it reaches a rung, and nobody waits, it is compared with those of its cohort that were there before.
/// </remarks>
/// <param name="settings">The rungs.</param>
public sealed class SuccessiveHalvingPruner(PrunerSettings settings) : IPruner
{
    private readonly RungLadder _ladder = settings.Ladder();

    /// <inheritdoc/>
    public ImmutableArray<Rung> RungsOf(int trial) => _ladder.Rungs;

    /// <inheritdoc/>
    public PruneDecision Judge(LearningCurve trial, IReadOnlyList<LearningCurve> others)
    {
        ArgumentNullException.ThrowIfNull(trial);

        if (_ladder.JustReached(trial) is not { } rung)
        {
            return PruneDecision.GoOn;
        }

        var size = CohortSize(_ladder.Rungs.Length);
        var cohort = settings.RivalsOf(trial, others.Where(other => other.Trial / size == trial.Trial / size));
        return AsynchronousHalvingPruner.JudgeAt(rung, trial, cohort, settings);
    }

    private int CohortSize(int rungs) => (int)Math.Min(1_000_000, Math.Pow(settings.Reduction, rungs));
}
