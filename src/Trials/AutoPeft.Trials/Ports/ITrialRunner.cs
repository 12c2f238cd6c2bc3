using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>Trains and measures one configuration.</summary>
public interface ITrialRunner
{
    /// <summary>Loads and checks what all trials of a study share, such as model and data, before anything is recorded.</summary>
    /// <remarks>May be left out or repeated: <see cref="RunAsync"/> does it when it was not done.</remarks>
    /// <exception cref="InvalidInputException">Something of it cannot be used; carries every fault.</exception>
    Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken);

    /// <summary>Trains and measures; returns every way in which a trial normally ends as a value.</summary>
    /// <remarks>
    /// Out of memory and divergence are <see cref="TrialOutcome.Infeasible"/>; a verdict of
    /// <see cref="ReportVerdict.Prune"/> is answered with <see cref="TrialOutcome.Pruned"/>. Any exception but the one of
    /// cancellation counts as a crash and the trial is tried again a bounded number of times. Equal assignments give equal
    /// metrics.
    /// </remarks>
    /// <param name="assignment">What to train.</param>
    /// <param name="reporter">Where to report on the way.</param>
    /// <param name="stopping">Asks to give the trial back: write a checkpoint if that is quick, then throw.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered.</exception>
    Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping);
}
