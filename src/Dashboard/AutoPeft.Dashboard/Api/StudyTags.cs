using System.Globalization;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Api;

/// <summary>Gives what is read of a study an <c>ETag</c>, and answers "not modified" to who has it already.</summary>
internal sealed class StudyTags(StudyViews views, AnnotationBook annotations) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.RouteValues["name"] is not string name
            || await views.FindAsync(name, http.RequestAborted) is not { } view)
        {
            return await next(context);
        }

        // How sure the front is comes a moment after the events that it follows from.
        var known = view.Odds is { IsEmpty: false } odds ? odds.Ended : 0;
        var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{view.Study.Created.UtcTicks:x}-{view.Study.Sequence}-{annotations.Version}-{known}\"");
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return IsKnown(http.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : await next(context);
    }

    /// <summary>Whether who asks has what the tag stands for already.</summary>
    internal static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Any(given => given!.Split(',').Any(part => part.Trim() == tag));
}
