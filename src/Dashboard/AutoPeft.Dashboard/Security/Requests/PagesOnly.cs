using Microsoft.AspNetCore.Diagnostics;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Keeps error pages to requests for pages: forms and the API get their own answers.</summary>
internal sealed class PagesOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api");
        }

        return next(context);
    }
}
