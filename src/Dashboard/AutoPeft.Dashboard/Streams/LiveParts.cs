using System.Text;

namespace AutoPeft.Dashboard.Streams;

/// <summary>
/// Answers a page that is already on display with those of its parts that changed, as JSON: the header <c>X-Live-Parts</c> says which
/// are there as <c>id=hash</c>, apart by spaces. Everything else passes.
/// </summary>
internal sealed class LiveParts(RequestDelegate next)
{
    /// <summary>The header that asks for parts.</summary>
    public const string Header = "X-Live-Parts";

    /// <summary>Whether only what changed is asked for.</summary>
    public static bool IsAsked(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Headers.ContainsKey(Header);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsAsked(context.Request))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        await AnswerAsync(context, Encoding.UTF8.GetString(page.GetBuffer(), 0, (int)page.Length));
    }

    private static async Task AnswerAsync(HttpContext context, string page)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Response.StatusCode != StatusCodes.Status200OK || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true)
        {
            if (page.Length > 0)
            {
                await context.Response.WriteAsync(page, context.RequestAborted);
            }

            return;
        }

        var shown = context.Request.Headers[Header].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        context.Response.ContentLength = null;
        await context.Response.WriteAsJsonAsync(LiveMarkup.PartsOf(page).Where(part => !shown.Contains($"{part.Id}={part.Hash}")), context.RequestAborted);
    }
}
