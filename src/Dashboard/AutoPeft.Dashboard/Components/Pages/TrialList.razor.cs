using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>The trials of a sweep as a table: filtered, sorted, page by page.</summary>
public sealed partial class TrialList
{
    private TrialQuery Asked { get; set; } = new();

    private TrialListing? Listing { get; set; }

    private ImmutableArray<Trial> Matching { get; set; } = [];

    private ImmutableArray<Fault> Faults { get; set; } = [];

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        Asked = TrialQueries.Of(Context.Request.Query);
        try
        {
            Listing = TrialListing.Of(View!, Asked);
            Matching = [.. View!.Study.Trials.Where(TrialFilter.Parse(Asked.Filter, View.Fields))];
        }
        catch (InvalidInputException refused)
        {
            Faults = refused.Faults;
        }

        return true;
    }

    private string Address(string? sort = null, string? after = null) => Links.With(
        Links.Study(Name, "trials"),
        [
            ("filter", Asked.Filter),
            ("sort", sort ?? Query("sort")),
            ("size", Asked.Size == new TrialQuery().Size ? null : Asked.Size.ToString(CultureInfo.InvariantCulture)),
            ("after", after),
            .. Asked.Columns.Select(column => ("columns", (string?)column)),
        ]);

    private string Csv => Links.With(
        $"{Links.Api(Name)}/trials.csv",
        [("filter", Asked.Filter), ("sort", Query("sort")), .. Asked.Columns.Select(column => ("columns", (string?)column))]);
}
