using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AutoPeft.Dashboard.Api;

/// <summary>Gives every answer that has no <c>ETag</c> yet one that follows from what it says, and answers "not modified" to who has it already.</summary>
/// <param name="options">How answers are written.</param>
internal sealed class ContentTags(IOptions<JsonOptions> options) : IEndpointFilter
{
    private const int HashBytes = 12;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || http.Response.Headers.ETag.Count > 0 || ValueOf(answer) is not { } value)
        {
            return answer;
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options.Value.SerializerOptions);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return StudyTags.IsKnown(http.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : answer;
    }

    // Files and streams are no values; refusals have no tag.
    private static object? ValueOf(object? answer) => answer switch
    {
        IStatusCodeHttpResult { StatusCode: not (null or StatusCodes.Status200OK) } => null,
        IValueHttpResult { Value: { } value } => value,
        IResult => null,
        _ => answer,
    };
}
