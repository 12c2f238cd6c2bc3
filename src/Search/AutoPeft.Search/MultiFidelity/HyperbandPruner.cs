using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Hyperband: rounds of successive halving that begin at different rungs, from many trials stopped early to few never stopped.</summary>
/// <remarks>
/// Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization",
/// JMLR 2018, algorithm 1: with s from the number of rungs down to 0, bracket s has n = ceil((s_max + 1)/(s + 1) η^s) trials. Trials
/// fill the brackets of a round in the order of their numbers.
/// </remarks>
/// <param name="settings">The rungs of the bracket that stops earliest.</param>
public sealed class HyperbandPruner(PrunerSettings settings) : IPruner
{
    private readonly int _most = settings.Ladder().Rungs.Length;

    /// <inheritdoc/>
    public ImmutableArray<Rung> RungsOf(int trial) => settings.Ladder(BracketOf(trial).Skipped).Rungs;

    /// <inheritdoc/>
    public PruneDecision Judge(LearningCurve trial, IReadOnlyList<LearningCurve> others)
    {
        ArgumentNullException.ThrowIfNull(trial);

        var bracket = BracketOf(trial.Trial);
        if (settings.Ladder(bracket.Skipped).JustReached(trial) is not { } rung)
        {
            return PruneDecision.GoOn;
        }

        var cohort = settings.RivalsOf(trial, others.Where(other => BracketOf(other.Trial) == bracket));
        return AsynchronousHalvingPruner.JudgeAt(rung, trial, cohort, settings);
    }

    /// <summary>The bracket of a trial: its round, and how many of the lowest rungs it leaves out.</summary>
    internal (int Round, int Skipped) BracketOf(int trial)
    {
        var sizes = Enumerable.Range(0, _most + 1).Select(skipped => SizeOf(_most - skipped)).ToArray();
        var place = trial % sizes.Sum();
        var skipped = 0;
        while (place >= sizes[skipped])
        {
            place -= sizes[skipped++];
        }

        return (trial / sizes.Sum(), skipped);
    }

    private int SizeOf(int rungs) => (int)Math.Min(100_000, Math.Ceiling((_most + 1.0) / (rungs + 1) * Math.Pow(settings.Reduction, rungs)));
}
