using System.Security.Cryptography;

namespace AutoPeft.Dashboard.Api;

/// <summary>Notes what a write with an <c>Idempotency-Key</c> says, so that another write with the same key is not taken for it.</summary>
internal sealed class RepeatedBodies(RequestDelegate next)
{
    /// <summary>Under which the hash of the body is kept with the request.</summary>
    public static readonly object Hash = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("Idempotency-Key") && request.Path.StartsWithSegments("/api"))
        {
            request.EnableBuffering();
            context.Items[Hash] = Convert.ToHexStringLower(await SHA256.HashDataAsync(request.Body, context.RequestAborted));
            request.Body.Position = 0;
        }

        await next(context);
    }
}
