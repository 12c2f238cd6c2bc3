using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Stopping;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>How close a study is to the plateau that ends it, counted as the rule itself counts.</summary>
public static class PlateauGain
{
    /// <summary>The share of the hypervolume that the last trials of a study gained; null while too few have ended to say.</summary>
    /// <param name="study">The study.</param>
    /// <param name="plateau">The rule.</param>
    public static double? Of(StudyRecord study, HypervolumePlateau plateau)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(plateau);

        var losses = LossesOf(study);
        return plateau.LastGain(losses, ReferenceOf(study.Header.Objectives, [.. losses.OfType<double[]>()]));
    }

    /// <summary>How many trials of a study have ended that the rule counts, those that failed included.</summary>
    /// <param name="study">The study.</param>
    public static int Counted(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return study.Trials.Count(IsCounted);
    }

    // In the order of numbers, not of ends, so that timing does not matter.
    private static double[]?[] LossesOf(StudyRecord study) => [.. study.Trials.Where(IsCounted)
        .Select(trial => trial.Values is { } values ? study.Header.Objectives.Select((objective, i) => objective.ToLoss(values[i])).ToArray() : null)];

    private static double[]? ReferenceOf(ImmutableArray<Objective> objectives, double[][] losses) =>
        objectives.All(objective => objective.Reference is not null) ? [.. objectives.Select(objective => objective.ToLoss(objective.Reference!.Value))]
        : losses.Length > 0 ? ReferencePoint.Infer(losses, objectives) : null;

    private static bool IsCounted(Trial trial) => StopRules.IsBudgeted(trial) && trial.State.IsFinal();
}
