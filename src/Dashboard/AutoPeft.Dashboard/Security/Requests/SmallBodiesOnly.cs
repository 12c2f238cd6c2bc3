namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Refuses a body that says it is too large before anything is done, also where nobody would read it.</summary>
internal sealed class SmallBodiesOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not > RequestLimits.LargestBody)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
