namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Refuses changes that a page of another site asks the browser for, whatever they carry.</summary>
internal sealed class SameSiteOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // What browsers say of the site cannot be written by a page; the origin can be withheld by one, so it decides only for
    // browsers that are too old to name the site. Programs send neither.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => true,
        "" => request.Headers.Origin.ToString() is not { Length: > 0 } origin || origin == $"{request.Scheme}://{request.Host}",
        _ => false,
    };
}
