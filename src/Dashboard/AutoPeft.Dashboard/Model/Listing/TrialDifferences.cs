using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Trials side by side: the fields in which they differ, and those in which they do not.</summary>
/// <param name="Trials">The trials, in the order asked for.</param>
/// <param name="Different">The fields that are not the same in all.</param>
/// <param name="Same">The fields that are, and say something.</param>
public sealed record TrialDifferences(ImmutableArray<Trial> Trials, ImmutableArray<TrialField> Different, ImmutableArray<TrialField> Same)
{
    /// <summary>Compares trials; those that do not exist are left out.</summary>
    internal static TrialDifferences Of(StudyView view, IEnumerable<int> numbers)
    {
        var trials = numbers.Distinct().Where(number => number >= 0 && number < view.Study.Trials.Length)
            .Select(number => view.Study.Trials[number]).ToImmutableArray();
        var fields = view.Fields.All.Where(field => field.Key is not ("number" or "configuration")).ToLookup(
            field => trials.Select(field.Text).Distinct(StringComparer.Ordinal).Count() > 1);
        var order = new[] { TrialFieldGroup.Objective, TrialFieldGroup.Parameter, TrialFieldGroup.Metric, TrialFieldGroup.Trial };

        return new(
            trials,
            [.. fields[true].OrderBy(field => Array.IndexOf(order, field.Group))],
            [.. fields[false].Where(field => trials.Any(trial => field.Text(trial).Length > 0)).OrderBy(field => Array.IndexOf(order, field.Group))]);
    }
}
