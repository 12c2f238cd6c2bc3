using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Decides whether a trial that is being trained goes on, from the history of its study.</summary>
/// <remarks>
/// In a deterministic study a trial is compared only with those that had ended when it was queued, so that neither timing nor
/// an interruption changes what happens to it.
/// </remarks>
/// <param name="study">The study; names a pruner.</param>
public sealed class TrialJudge(StudyPlan study)
{
    private readonly PrunerDefinition _pruner = study.Control.Pruner ?? throw new ArgumentException("The study has no pruner.", nameof(study));

    /// <summary>Judges a trial by its last measurement.</summary>
    /// <param name="record">The study's history, the measurement included.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="epochs">The epochs of its whole training.</param>
    public PruneDecision Judge(StudyRecord record, int number, int epochs)
    {
        ArgumentNullException.ThrowIfNull(record);

        var trial = record.Trials[number];
        var measured = LearningCurves.MeasuredBy(trial, study.Snapshot.Objectives);
        if (!trial.Origin.IsSearch() || measured.IsEmpty)
        {
            return PruneDecision.GoOn;
        }

        var others = record.Trials.Where(other => other.Number != number && other.Origin.IsSearch() && MayBeSeen(trial, other))
            .Select(other => LearningCurves.Of(other, measured, CostsOf(other), _pruner))
            .Where(curve => !curve.Points.IsEmpty).ToArray();

        return PrunerCatalog.Create(_pruner, epochs).Judge(LearningCurves.Of(trial, measured, CostsOf(trial), _pruner), others);
    }

    private bool MayBeSeen(Trial trial, Trial other) =>
        !study.Control.IsDeterministic || (other.State.IsFinal() && other.Finished <= trial.Queued);

    private ImmutableArray<double> CostsOf(Trial trial) =>
        [.. study.Snapshot.Objectives.Where(objective => objective.IsAnalytic).Select(objective => study.Snapshot.AnalyticLoss(objective, trial.Configuration))];
}
