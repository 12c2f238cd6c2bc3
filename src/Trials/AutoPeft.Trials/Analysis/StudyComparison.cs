using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>Several studies of the same objectives beside each other, in numbers.</summary>
/// <param name="ReferencePoint">The worst values that count for all of them, in the user's direction.</param>
/// <param name="Studies">The studies, as they were given.</param>
public sealed record StudyComparison(ImmutableArray<double> ReferencePoint, ImmutableArray<ComparedStudy> Studies)
{
    /// <summary>Whether two studies optimise the same things in the same directions, on the same scales.</summary>
    public static bool IsPossible(StudyHeader left, StudyHeader right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        return left.Objectives.Select(Essence).SequenceEqual(right.Objectives.Select(Essence));
    }

    /// <summary>Compares studies.</summary>
    /// <param name="studies">Those of the same objectives, with their fronts. At least one.</param>
    /// <remarks>The reference point is that of the first study, where it states one, and else is inferred from all fronts together.</remarks>
    public static StudyComparison Of(IReadOnlyList<(StudyRecord Study, StudyFront Front)> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);

        var objectives = studies[0].Study.Header.Objectives;
        var losses = studies.Select(study => study.Front.Trials.Select(trial => Losses(trial, objectives)).ToArray()).ToArray(); // [study][trial][objective]
        var reference = Reference(objectives, losses);
        double[] worst = [.. reference.Select((value, i) => objectives[i].ToLoss(value))];
        var volumes = losses.Select(front => front.Length == 0 ? 0 : Hypervolume.Of(front, worst)).ToArray();

        return new(reference, [.. studies.Select((study, i) => new ComparedStudy(
            study.Study.Header.Name,
            study.Study.Trials.Count(trial => trial.State == TrialState.Completed && trial.Origin.IsSearch()),
            losses[i].Length,
            volumes[i],
            volumes.Max() - volumes[i],
            DominatedShare(losses, i)))]);
    }

    private static double DominatedShare(double[][][] losses, int study)
    {
        var others = losses.Where((_, other) => other != study).SelectMany(front => front).ToArray();
        var own = losses[study];

        return own.Length == 0 ? 0 : own.Count(point => Array.Exists(others, better => ParetoFront.Dominates(better, point))) / (double)own.Length;
    }

    private static ImmutableArray<double> Reference(ImmutableArray<Objective> objectives, double[][][] losses)
    {
        var all = losses.SelectMany(front => front).ToArray();

        return objectives.All(objective => objective.Reference is not null) || all.Length == 0
            ? [.. objectives.Select(objective => objective.Reference ?? 0)]
            : [.. Search.MultiObjective.ReferencePoint.Infer(all, objectives).Select((loss, i) => objectives[i].FromLoss(loss))];
    }

    private static double[] Losses(Trial trial, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i]))];

    private static (string, Direction, bool) Essence(Objective objective) => (objective.Name, objective.Direction, objective.IsLogarithmic);
}
