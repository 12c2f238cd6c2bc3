using System.Globalization;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>Says what a trial is worth beside its neighbours on the front and the baselines, and how far the numbers can be trusted.</summary>
internal sealed class ChoiceExplanation(StudyRecord study, Trial chosen)
{
    private readonly Objective _measured =
        study.Header.Objectives.FirstOrDefault(objective => !objective.IsAnalytic) ?? study.Header.Objectives[0];

    /// <summary>The sentences; none for a trial that has no results.</summary>
    public IEnumerable<string> Sentences() => chosen.Values is null ? [] : [Values(), .. Neighbours(), .. Baselines(), Noise()];

    private string Values() => $"It has {string.Join(", ", study.Header.Objectives.Select(objective => Value(objective, chosen)))}.";

    // The points left and right of it: what one pays for more, what one saves with less.
    private IEnumerable<string> Neighbours()
    {
        var front = StudyFront.Of(study).Trials;
        var at = front.IndexOf(chosen);
        if (at < 0)
        {
            yield return "It is not on the front: another trial is at least as good in every objective.";
            yield break;
        }

        foreach (var neighbour in new[] { at - 1, at + 1 }.Where(index => index >= 0 && index < front.Length).Select(index => front[index]))
        {
            yield return $"Trial {neighbour.Number}, next to it on the front, has"
                + $" {string.Join(", ", study.Header.Objectives.Select(objective => Compared(objective, neighbour)))}.";
        }
    }

    // Without their confirmations: the best of more seeds would only be the luckier one.
    private IEnumerable<string> Baselines() => study.Trials
        .Where(trial => trial is { Origin: TrialOrigin.Baseline, Replicate: 0, Values: not null })
        .GroupBy(trial => trial.Configuration.Without("learning_rate"))
        .Select(kind => kind.MinBy(trial => _measured.ToLoss(ValueOf(_measured, trial)))!)
        .Select(best => $"The baseline '{best.Label}' has {Compared(_measured, best)}.");

    private string Noise()
    {
        var repeated = study.Trials
            .Where(trial => trial.Values is not null && trial.Configuration.Equals(chosen.Configuration) && trial.Origin != TrialOrigin.Baseline)
            .Select(trial => ValueOf(_measured, trial)).ToArray();
        if (repeated.Length < 2)
        {
            return "It was trained with one seed, so the spread of these numbers is not known; small differences may be chance.";
        }

        var mean = repeated.Average();
        var spread = Math.Sqrt(repeated.Sum(value => (value - mean) * (value - mean)) / (repeated.Length - 1));

        return $"Over {repeated.Length} seeds its {_measured.Name} is {Text(mean)} with a standard deviation of {Text(spread)}.";
    }

    private string Value(Objective objective, Trial trial) => $"{objective.Name} {Text(ValueOf(objective, trial))}";

    private double ValueOf(Objective objective, Trial trial) => trial.Values!.Value[study.Header.Objectives.IndexOf(objective)];

    private string Compared(Objective objective, Trial other)
    {
        var (mine, its) = (ValueOf(objective, chosen), ValueOf(objective, other));
        var difference = its == mine ? "the same"
            : objective.IsLogarithmic && mine > 0 ? string.Create(CultureInfo.InvariantCulture, $"{its / mine:0.###} times as much")
            : $"{Text(Math.Abs(its - mine))} {(its > mine ? "more" : "less")}";

        return $"{objective.Name} {Text(its)} ({difference})";
    }

    private static string Text(double value) => Math.Abs(value) >= 1000
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);
}
