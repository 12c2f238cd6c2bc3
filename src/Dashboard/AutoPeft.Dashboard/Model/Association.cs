using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>How a parameter and an objective go together.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Correlation">Spearman's rank correlation in [-1, 1]; positive when larger values are better.</param>
/// <param name="Trials">Over how many trials.</param>
internal sealed record Association(string Parameter, double Correlation, int Trials)
{
    private const int Fewest = 3;

    /// <summary>The associations of all parameters that were varied, the strongest first; empty with fewer than three completed trials.</summary>
    public static ImmutableArray<Association> Of(StudyView view, Objective objective)
    {
        var value = view.Fields.OfObjective(objective.Name).Number!;
        var trials = Candidates(view).Where(trial => value(trial) is { } number && double.IsFinite(number)).ToArray();
        var found = view.Fields.All.Where(field => field is { Group: TrialFieldGroup.Parameter, IsNumber: true })
            .Select(field => Between(field, objective, trials, value)).OfType<Association>();

        return [.. found.OrderByDescending(item => Math.Abs(item.Correlation)).ThenBy(item => item.Parameter, StringComparer.Ordinal)];
    }

    /// <summary>The completed trials of the search.</summary>
    internal static IEnumerable<Trial> Candidates(StudyView view) =>
        view.Study.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch());

    private static Association? Between(TrialField field, Objective objective, Trial[] trials, Func<Trial, double?> value)
    {
        var known = trials.Where(trial => field.Number!(trial) is not null).ToArray();
        if (known.Length < Fewest)
        {
            return null;
        }

        var correlation = CorrelationOf(
            Ranks([.. known.Select(trial => field.Number!(trial)!.Value)]), Ranks([.. known.Select(trial => -objective.ToLoss(value(trial)!.Value))]));
        return double.IsNaN(correlation) ? null : new(field.Name, correlation, known.Length);
    }

    // Equal values share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end - 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    private static double CorrelationOf(double[] left, double[] right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        var both = left.Zip(right, (x, y) => (x - meanLeft) * (y - meanRight)).Sum();

        return both / Math.Sqrt(left.Sum(x => (x - meanLeft) * (x - meanLeft)) * right.Sum(y => (y - meanRight) * (y - meanRight)));
    }
}
