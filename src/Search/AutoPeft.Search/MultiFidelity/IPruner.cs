using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Decides, while a trial is being trained, whether it is promising enough to go on.</summary>
/// <remarks>Implementations have no memory: all they know is what is passed, so any worker can decide.</remarks>
public interface IPruner
{
    /// <summary>The fidelities below the whole training at which it wants to judge a trial, lowest first.</summary>
    /// <param name="trial">The trial's number.</param>
    ImmutableArray<Rung> RungsOf(int trial);

    /// <summary>Judges a trial by its last measurement. A trial that has nothing to be compared with goes on.</summary>
    /// <param name="trial">The trial; at least one point.</param>
    /// <param name="others">What the other trials of the study measured, ended or not.</param>
    PruneDecision Judge(LearningCurve trial, IReadOnlyList<LearningCurve> others);
}
