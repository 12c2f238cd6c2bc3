using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;

namespace AutoPeft.Dashboard.Api;

/// <summary>The trials of a study, filtered and sorted.</summary>
internal static class TrialsApi
{
    /// <summary>A page of the trials that the filter lets through.</summary>
    public static async Task<IResult> ListAsync(string name, HttpRequest request, StudyViews views, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var page = TrialListing.Of(view, TrialQueries.Of(request.Query));
        return TypedResults.Ok(new PageDocument<TrialDocument>([.. page.Rows.Select(trial => TrialDocument.Of(view, trial))], page.Matching, page.Next));
    }

    /// <summary>All trials that the filter lets through, as comma-separated values.</summary>
    public static async Task<IResult> CsvAsync(string name, HttpContext context, StudyViews views)
    {
        if (await views.FindAsync(name, context.RequestAborted) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var query = TrialQueries.Of(context.Request.Query);
        var columns = query.Columns.IsEmpty ? view.Fields.All : TrialListing.ColumnsOf(view, [.. query.Columns.Prepend("number")]);
        var csv = TrialCsv.Write(columns, TrialListing.Sorted(view, query, out _));
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        return TypedResults.Text(csv, "text/csv");
    }

    /// <summary>One trial with its attempts and measurements.</summary>
    public static async Task<IResult> ReadAsync(
        string name, int number, StudyViews views, AnnotationBook annotations, CancellationToken cancellationToken) =>
        await views.FindAsync(name, cancellationToken) is { } view && number >= 0 && number < view.Study.Trials.Length
            ? TypedResults.Ok(TrialDetailDocument.Of(view, view.Study.Trials[number], annotations.Of(name, number)))
            : Problems.NotFound($"There is no trial {number} in a study '{name}'.");
}
