using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>The best trade-offs that a study has found so far. Baselines do not take part.</summary>
public sealed record StudyFront
{
    /// <summary>The trials that no other dominates, best in the first objective first.</summary>
    public required ImmutableArray<Trial> Trials { get; init; }

    /// <summary>For each objective the worst value that counts towards the hypervolume, in the user's direction.</summary>
    public required ImmutableArray<double> ReferencePoint { get; init; }

    /// <summary>The dominated hypervolume in units of losses (decimal logarithms for logarithmic objectives); 0 without trials.</summary>
    public required double Hypervolume { get; init; }

    /// <summary>The trial after which further gains get expensive; null without trials.</summary>
    public Trial? Knee { get; init; }

    /// <summary>The front of a study's completed trials.</summary>
    /// <param name="study">The study.</param>
    /// <param name="referencePoint">In the user's direction; null takes that of the objectives, or else infers it from the front (<see cref="Search.MultiObjective.ReferencePoint"/>).</param>
    public static StudyFront Of(StudyRecord study, IReadOnlyList<double>? referencePoint = null)
    {
        var objectives = study.Header.Objectives;
        var candidates = Candidates(study);
        referencePoint ??= Given(objectives);
        if (candidates.Length == 0)
        {
            return new() { Trials = [], ReferencePoint = [.. referencePoint ?? []], Hypervolume = 0 };
        }

        var losses = candidates.Select(trial => Losses(trial, objectives)).ToArray(); // [n][objectives]
        var front = ParetoFront.IndicesOf(losses).OrderBy(index => losses[index][0]).ThenBy(index => candidates[index].Number).ToArray();
        var reference = ReferenceLosses(objectives, losses, referencePoint);

        return new()
        {
            Trials = [.. front.Select(index => candidates[index])],
            ReferencePoint = [.. reference.Select((loss, i) => objectives[i].FromLoss(loss))],
            Hypervolume = Search.MultiObjective.Hypervolume.Of(losses, reference),
            Knee = candidates[front[Search.MultiObjective.Knee.IndexOf([.. front.Select(index => losses[index])])]],
        };
    }

    /// <summary>The hypervolume after each completed trial, in the order in which trials finished, against one reference point.</summary>
    /// <param name="study">The study.</param>
    /// <param name="referencePoint">In the user's direction.</param>
    public static ImmutableArray<double> HypervolumeHistory(StudyRecord study, IReadOnlyList<double> referencePoint)
    {
        var objectives = study.Header.Objectives;
        var losses = Candidates(study).Select(trial => Losses(trial, objectives)).ToArray();
        var reference = ReferenceLosses(objectives, losses, referencePoint);
        var front = Array.Empty<double[]>();
        var history = ImmutableArray.CreateBuilder<double>(losses.Length);
        foreach (var loss in losses)
        {
            front = ParetoFront.Of([.. front, loss]);
            history.Add(Search.MultiObjective.Hypervolume.Of(front, reference));
        }

        return history.MoveToImmutable();
    }

    private static double[]? Given(ImmutableArray<Objective> objectives) =>
        objectives.All(objective => objective.Reference is not null) ? [.. objectives.Select(objective => objective.Reference!.Value)] : null;

    private static Trial[] Candidates(StudyRecord study) =>
        [.. study.Trials
            .Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch())
            .OrderBy(trial => trial.Finished)];

    private static double[] Losses(Trial trial, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i]))];

    private static double[] ReferenceLosses(
        ImmutableArray<Objective> objectives, double[][] losses, IReadOnlyList<double>? referencePoint) =>
        referencePoint is null
            ? Search.MultiObjective.ReferencePoint.Infer(losses)
            : [.. referencePoint.Select((value, i) => objectives[i].ToLoss(value))];
}
