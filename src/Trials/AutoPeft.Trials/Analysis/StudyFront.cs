using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>The best trade-offs that a study has found so far. Baselines do not take part.</summary>
/// <remarks>A configuration that was measured with several seeds counts once, with the mean of its losses, as its first trial.</remarks>
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
            Hypervolume = Search.MultiObjective.Hypervolume.Of([.. front.Select(index => losses[index])], reference),
            Knee = candidates[front[Search.MultiObjective.Knee.IndexOf([.. front.Select(index => losses[index])])]],
        };
    }

    /// <summary>The hypervolume after each completed trial, in the order in which trials finished, against one reference point.</summary>
    /// <param name="study">The study.</param>
    /// <param name="referencePoint">In the user's direction.</param>
    public static ImmutableArray<double> HypervolumeHistory(StudyRecord study, IReadOnlyList<double> referencePoint)
    {
        var objectives = study.Header.Objectives;
        var trials = Completed(study);
        var reference = ReferenceLosses(objectives, [.. trials.Select(trial => Losses(trial, objectives))], referencePoint);
        var (front, seen) = (Array.Empty<double[]>(), new Dictionary<Configuration, ImmutableList<double[]>>());
        var history = ImmutableArray.CreateBuilder<double>(trials.Length);
        foreach (var trial in trials)
        {
            var (before, losses) = (seen.GetValueOrDefault(trial.Configuration, []), Losses(trial, objectives));
            seen[trial.Configuration] = before.Add(losses);
            if (before.IsEmpty && Array.Exists(front, better => ParetoFront.Dominates(better, losses) || better.AsSpan().SequenceEqual(losses)))
            {
                history.Add(history[^1]); // What is dominated changes nothing, and that is true of most trials.
                continue;
            }

            front = ParetoFront.Of(before.IsEmpty ? [.. front, losses] : [.. seen.Values.Select(Mean)]); // A replicate moves its point.
            history.Add(Search.MultiObjective.Hypervolume.Of(front, reference));
        }

        return history.MoveToImmutable();
    }

    private static double[]? Given(ImmutableArray<Objective> objectives) =>
        objectives.All(objective => objective.Reference is not null) ? [.. objectives.Select(objective => objective.Reference!.Value)] : null;

    private static Trial[] Candidates(StudyRecord study)
    {
        var completed = Completed(study);

        // Stores keep a configuration once for each origin and replicate, and hashing fifty thousand takes longer than their front.
        return Array.TrueForAll(completed, trial => trial.Replicate == 0 && trial.Origin == completed[0].Origin)
            ? completed
            : [.. completed.GroupBy(trial => trial.Configuration).Select(same => same.Count() == 1 ? same.First() : Merge([.. same], study.Header.Objectives))];
    }

    private static Trial Merge(Trial[] replicates, ImmutableArray<Objective> objectives)
    {
        var losses = Mean([.. replicates.Select(trial => Losses(trial, objectives))]);
        ImmutableArray<double> values = [.. losses.Select((loss, i) => objectives[i].FromLoss(loss))];
        var first = replicates.MinBy(trial => trial.Replicate)!;

        return first with
        {
            Values = values,
            Metrics = first.Metrics.SetItems(objectives.Select((objective, i) => KeyValuePair.Create(objective.Name, values[i]))),
        };
    }

    private static double[] Mean(ImmutableList<double[]> losses) =>
        losses.Count == 1 ? losses[0] : [.. losses[0].Select((_, i) => losses.Average(loss => loss[i]))];

    private static Trial[] Completed(StudyRecord study) =>
        [.. study.Trials
            .Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch())
            .OrderBy(trial => trial.Finished)];

    private static double[] Losses(Trial trial, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i]))];

    private static double[] ReferenceLosses(
        ImmutableArray<Objective> objectives, double[][] losses, IReadOnlyList<double>? referencePoint) =>
        referencePoint is null
            ? Search.MultiObjective.ReferencePoint.Infer(losses, objectives)
            : [.. referencePoint.Select((value, i) => objectives[i].ToLoss(value))];
}
