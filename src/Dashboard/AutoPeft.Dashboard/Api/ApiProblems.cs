using AutoPeft.Dashboard.Security.Requests;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Api;

/// <summary>Gives every refusal of the API that has no words yet problem details, whoever refused it.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, IProblemDetailsService problems, ILogger<ApiProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api/v1"))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = refused.StatusCode;
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailure(log, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
        {
            await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = new ProblemDetails { Status = response.StatusCode, Detail = DetailOf(response.StatusCode) } });
        }
    }

    [LoggerMessage(LogLevel.Error, "A request of the API failed.")]
    private static partial void LogFailure(ILogger log, Exception fault);

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read: it needs a body of JSON as /openapi/v1.json describes it.",
        StatusCodes.Status401Unauthorized => "Send a key as 'Authorization: Bearer KEY'; 'autopeft key add' makes one.",
        StatusCodes.Status403Forbidden => "The key's role may not do this, or the request came from a page of another site.",
        StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json describes all.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method; /openapi/v1.json describes all.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than one mebibyte.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as 'Content-Type: application/json'.",
        StatusCodes.Status421MisdirectedRequest => KnownHostsOnly.Explanation,
        StatusCodes.Status429TooManyRequests => "Too many requests, or too many wrong keys. Wait as long as Retry-After says.",
        _ => null,
    };
}
