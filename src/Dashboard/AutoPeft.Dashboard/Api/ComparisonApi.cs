using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Dashboard.Api;

/// <summary>Studies beside each other.</summary>
internal static class ComparisonApi
{
    private const int Most = 6;

    /// <summary>Compares two to six studies of the same objectives.</summary>
    public static async Task<IResult> CompareAsync(string[] study, StudyViews views, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var found = new List<StudyView>();
        if (study.Distinct().Count() is < 2 or > Most)
        {
            faults.Add(new FaultPlace("study"), $"{study.Distinct().Count()} studies cannot be compared.", $"Name 2 to {Most}: ?study=a&study=b.");
        }

        foreach (var name in study.Distinct().Take(Most))
        {
            if (await views.FindAsync(name, cancellationToken) is not { } view)
            {
                faults.Add(new FaultPlace("study"), $"There is no study '{name}'.", "The list of studies has their names.");
            }
            else if (found.Count > 0 && !SweepComparison.IsComparable(found[0], view))
            {
                faults.Add(new FaultPlace("study"), $"'{name}' has other objectives than '{found[0].Study.Header.Name}'.", "Compare studies of the same objectives.");
            }
            else
            {
                found.Add(view);
            }
        }

        faults.ThrowIfAny();
        return TypedResults.Ok(StudyComparison.Of([.. found.Select(view => (view.Study, view.Front))]).Studies);
    }
}
