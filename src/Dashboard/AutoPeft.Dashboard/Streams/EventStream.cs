using System.Globalization;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Streams;

/// <summary>A study's events as server-sent events; each carries its number, so a reader that was cut off continues after it.</summary>
internal static class EventStream
{
    /// <summary>Writes events until the reader goes: those after <c>Last-Event-ID</c> or <c>?after=</c>, else only new ones.</summary>
    public static async Task<IResult> WriteAsync(
        string name, HttpContext context, IStudyStore store, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        if (await store.FindStudyAsync(name, cancellationToken) is not { } study)
        {
            return TypedResults.Problem($"There is no study '{name}'.", statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var line = new EventLine(context, study, store, time);
            await line.OpenAsync();
            await using var events = store.WatchStudyAsync(name, After(context.Request, study.Sequence), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await line.CopyAsync(events);
        }
        catch (OperationCanceledException)
        {
            // The reader went away, or the server stops.
        }

        return TypedResults.Empty;
    }

    private static long After(HttpRequest request, long now)
    {
        var given = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : request.Query["after"].ToString();

        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : now;
    }
}
