using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Asynchronous successive halving (ASHA), in its stopping form, for one measured objective or several.</summary>
/// <remarks>
/// Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020; Schmucker et al. 2021 for several objectives. On
/// reaching a rung a trial goes on if it is among the best of those that have reached it so far; the first one always does.
/// </remarks>
/// <param name="settings">The rungs.</param>
public sealed class AsynchronousHalvingPruner(PrunerSettings settings) : IPruner
{
    private readonly RungLadder _ladder = settings.Ladder();

    /// <inheritdoc/>
    public ImmutableArray<Rung> RungsOf(int trial) => _ladder.Rungs;

    /// <inheritdoc/>
    public PruneDecision Judge(LearningCurve trial, IReadOnlyList<LearningCurve> others) =>
        _ladder.JustReached(trial) is { } rung ? JudgeAt(rung, trial, settings.RivalsOf(trial, others), settings) : PruneDecision.GoOn;

    /// <summary>Judges a trial among rivals at a rung.</summary>
    internal static PruneDecision JudgeAt(Rung rung, LearningCurve trial, IReadOnlyList<LearningCurve> rivals, PrunerSettings settings)
    {
        var count = rivals.Count(rival => rival.At(rung.Fidelity) is not null) + 1;

        return PruneDecision.AtRung(rung, RungRanking.RankOf(trial, rivals, rung), count, settings);
    }
}
