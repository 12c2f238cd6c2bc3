namespace AutoPeft.Dashboard.Audit;

/// <summary>Writes down every request that is not a mere look, and how it was answered. Of routine writes only those that were refused.</summary>
internal sealed class AuditTrail(RequestDelegate next, AuditLog log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            await next(context);
            return;
        }

        var what = $"{request.Method} {request.Path}"; // As asked, before anything rewrites it.
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, what);
        }
    }

    private void Write(HttpContext context, string what)
    {
        var isRoutine = context.GetEndpoint()?.Metadata.GetMetadata<RoutineWrite>() is not null;
        if (!isRoutine || context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            log.Add(new(
                time.GetUtcNow(),
                context.User.Identity?.Name ?? "nobody",
                context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                what.Length > 300 ? what[..300] : what,
                context.Response.StatusCode));
        }
    }
}
