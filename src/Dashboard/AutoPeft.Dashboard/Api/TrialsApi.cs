using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Api;

/// <summary>The trials of a study, filtered and sorted.</summary>
internal static class TrialsApi
{
    /// <summary>All trials that the filter lets through, as comma-separated values.</summary>
    public static async Task<IResult> CsvAsync(string name, HttpContext context, StudyViews views)
    {
        if (await views.FindAsync(name, context.RequestAborted) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        try
        {
            var query = TrialQueries.Of(context.Request.Query);
            var columns = query.Columns.IsEmpty ? view.Fields.All : TrialListing.ColumnsOf(view, [.. query.Columns.Prepend("number")]);
            var csv = TrialCsv.Write(columns, TrialListing.Sorted(view, query, out _));
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
            return TypedResults.Text(csv, "text/csv");
        }
        catch (InvalidInputException refused)
        {
            return Problems.Refused(refused);
        }
    }
}
