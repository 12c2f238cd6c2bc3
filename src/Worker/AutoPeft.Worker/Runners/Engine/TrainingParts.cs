using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Training.Data;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Divides a trial by what judges it on its way.</summary>
/// <remarks>
/// Each share of the data is trained on from fresh weights, for all epochs, and so is the whole: what a completed trial measures does not
/// depend on who judged it, and its recipe can be trained without a judge.
/// </remarks>
internal static class TrainingParts
{
    /// <summary>The checkpoint's path of the whole training.</summary>
    public const string WholeCheckpoint = "training.checkpoint";

    /// <summary>The parts in their order, the whole training last; from the one on that an earlier attempt came to.</summary>
    public static ImmutableArray<TrainingPart> Of(StudyTask task, TrialAssignment assignment)
    {
        var rungs = PrunerCatalog.RungsOf(assignment.Pruner, assignment.Trial);
        var byShare = assignment.Pruner?.Unit == FidelityUnit.Share;
        List<TrainingPart> parts = [];
        var before = 0;
        foreach (var rung in byShare ? rungs : [])
        {
            var part = OfShare(task, assignment, rung, before);
            before += StepsOf(part.Rows.Length, assignment);
            parts.Add(part);
        }

        parts.Add(new(WholeCheckpoint, before) { MeasuredSteps = byShare ? [] : [.. rungs.Select(rung => rung.Amount)] });
        var all = before + StepsOf(task.Train.Count, assignment);
        var first = Math.Max(0, parts.FindIndex(part => part.Checkpoint == assignment.ResumeFrom?.Path));

        return [.. parts.Skip(first).Select(part => part.Share is null ? part : part with { StepsAfter = all - part.StepsBefore - StepsOf(part.Rows.Length, assignment) })];
    }

    private static TrainingPart OfShare(StudyTask task, TrialAssignment assignment, Fidelity rung, int before) =>
        new(string.Create(CultureInfo.InvariantCulture, $"share-{rung.Amount}.checkpoint"), before)
        {
            Share = rung.Share,
            Rows = DataShare.RowsOf(task.Data.Train, rung.Share, assignment.Study.Data.SplitSeed),
        };

    private static int StepsOf(int rows, TrialAssignment assignment) =>
        assignment.Training.Epochs * BatchPlan.BatchCount(rows, assignment.Training.BatchSize);
}
