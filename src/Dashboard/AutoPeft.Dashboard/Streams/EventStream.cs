using System.Globalization;
using System.Text.Json;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Streams;

/// <summary>A study's events as server-sent events; each carries its number, so a reader that was cut off continues after it.</summary>
internal static class EventStream
{
    // Shorter than the idle limits of common proxies.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

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
            // Sent at once, so that the reader knows that it is connected before anything happens.
            await WriteAsync(context, "retry: 2000\n\n", cancellationToken);
            await using var events = store.WatchStudyAsync(name, After(context.Request, study.Sequence), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await CopyAsync(context, events, time);
        }
        catch (OperationCanceledException)
        {
            // The reader went away, or the server stops.
        }

        return TypedResults.Empty;
    }

    private static async Task CopyAsync(HttpContext context, IAsyncEnumerator<StudyEvent> events, TimeProvider time)
    {
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (await BeatUntilAsync(context, next, time))
            {
                var body = JsonSerializer.Serialize(EventDocument.Of(events.Current), JsonSerializerOptions.Web);
                await WriteAsync(
                    context, string.Create(CultureInfo.InvariantCulture, $"id: {events.Current.Sequence}\ndata: {body}\n\n"), context.RequestAborted);
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves; it stops by the same token.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Keeps the connection warm while nothing happens; false when nothing will happen any more.
    private static async Task<bool> BeatUntilAsync(HttpContext context, Task<bool> next, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        while (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(Beat, time, cancellationToken)) != next)
        {
            await WriteAsync(context, ": still here\n\n", cancellationToken);
        }

        return await next;
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static long After(HttpRequest request, long now)
    {
        var given = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : request.Query["after"].ToString();

        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : now;
    }
}
