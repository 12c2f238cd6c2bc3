using AutoPeft.Dashboard.Components.Pages;
using AutoPeft.Dashboard.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Streams;

/// <summary>Answers for the pages of a sweep whose long history is still being read, so that nobody looks at an empty window.</summary>
internal sealed class PatientPages(RequestDelegate next, StudyViews views)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !LiveParts.IsAsked(context.Request) && context.GetRouteValue("Name") is string name
            && context.Request.Path.StartsWithSegments("/sweeps") && !await IsReadAsync(name, context.RequestAborted))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.RetryAfter = "1"; // What tells this answer from the page itself.
            await new RazorComponentResult<ReadingPage>(new { Name = name }).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<bool> IsReadAsync(string name, CancellationToken cancellationToken) =>
        (await views.FindWithinAsync(name, Patience, cancellationToken)).IsRead;
}
