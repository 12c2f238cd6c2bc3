using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>A page of a table of trials.</summary>
/// <param name="Rows">The trials of this page, in order.</param>
/// <param name="Columns">What is shown of each.</param>
/// <param name="Matching">How many trials the filter lets through, on all pages.</param>
/// <param name="Next">Where the next page starts; null on the last.</param>
public sealed record TrialListing(ImmutableArray<Trial> Rows, ImmutableArray<TrialField> Columns, int Matching, string? Next)
{
    /// <summary>The page that a query asks for. A page continues after the trial that ended the one before, however many were added meanwhile.</summary>
    /// <exception cref="InvalidInputException">Filter, order, columns or size cannot be used; carries every fault.</exception>
    internal static TrialListing Of(StudyView view, TrialQuery query)
    {
        var sorted = Sorted(view, query, out var order);
        var start = query.After.Length == 0 ? 0 : After(sorted, order, Cursor(view, query.After));
        var rows = sorted.Skip(start).Take(query.Size).ToImmutableArray();
        var next = start + rows.Length < sorted.Length ? rows[^1].Number.ToString(CultureInfo.InvariantCulture) : null;

        return new(rows, ColumnsOf(view, query.Columns), sorted.Length, next);
    }

    /// <summary>All trials that a query lets through, in its order, pages not regarded.</summary>
    /// <exception cref="InvalidInputException">Filter, order or size cannot be used; carries every fault.</exception>
    internal static Trial[] Sorted(StudyView view, TrialQuery query, out IComparer<Trial> order)
    {
        var faults = new FaultCollector();
        var field = view.Fields.Find(query.SortKey);
        if (field is null)
        {
            var keys = view.Fields.All.Select(item => item.Key).ToArray();
            faults.Add(new FaultPlace("sort"), $"There is no field '{query.SortKey}'.", Spelling.Remedy(query.SortKey, keys));
        }

        if (query.Size is < 1 or > TrialQuery.LargestSize)
        {
            faults.Add(new FaultPlace("size"), $"A page has 1 to {TrialQuery.LargestSize} rows, not {query.Size}.", "Ask for fewer and follow 'next'.");
        }

        faults.ThrowIfAny();
        var wanted = TrialFilter.Parse(query.Filter, view.Fields);
        var chosen = view.Study.Trials.Where(wanted).ToArray();
        order = new TrialOrder(field!, query.IsDescending);
        Array.Sort(chosen, order);
        return chosen;
    }

    /// <summary>The columns of these keys; without keys, those that most people want.</summary>
    /// <exception cref="InvalidInputException">There is no field of a key.</exception>
    internal static ImmutableArray<TrialField> ColumnsOf(StudyView view, ImmutableArray<string> keys)
    {
        if (keys.IsEmpty)
        {
            return [.. view.Fields.All.Where(field => field.Group == TrialFieldGroup.Objective || field.Key is "state" or "seconds" or "configuration" or "tags")
                .OrderBy(field => field.Key switch { "state" => 0, "seconds" => 2, "configuration" => 3, "tags" => 4, _ => 1 })];
        }

        var faults = new FaultCollector();
        foreach (var key in keys.Where(key => view.Fields.Find(key) is null))
        {
            faults.Add(new FaultPlace("columns"), $"There is no field '{key}'.", Spelling.Remedy(key, [.. view.Fields.All.Select(field => field.Key)]));
        }

        faults.ThrowIfAny();
        return [.. keys.Select(key => view.Fields.Find(key)!).Distinct()];
    }

    private static int After(Trial[] sorted, IComparer<Trial> order, Trial last)
    {
        var at = Array.BinarySearch(sorted, last, order);

        return at < 0 ? ~at : at + 1;
    }

    private static Trial Cursor(StudyView view, string after) =>
        int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < view.Study.Trials.Length
            ? view.Study.Trials[number]
            : throw new InvalidInputException(new FaultPlace("after"), $"'{after}' is not the end of a page.", "Start again at the first page.");
}
