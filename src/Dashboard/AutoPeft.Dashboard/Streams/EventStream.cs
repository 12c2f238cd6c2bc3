using System.Globalization;
using System.Runtime.CompilerServices;
using System.Net.ServerSentEvents;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Streams;

/// <summary>A study's events as server-sent events; each carries its number, so a reader that was cut off continues after it.</summary>
internal static class EventStream
{
    public static async Task<IResult> WriteAsync(
        string name, HttpContext context, IStudyStore store, CancellationToken cancellationToken)
    {
        if (await store.FindStudyAsync(name, cancellationToken) is not { } study)
        {
            return TypedResults.Problem($"There is no study '{name}'.", statusCode: StatusCodes.Status404NotFound);
        }

        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var after = long.TryParse(last, CultureInfo.InvariantCulture, out var seen) ? seen : study.Sequence;

        return TypedResults.ServerSentEvents(Items(store.WatchStudyAsync(name, after, cancellationToken), cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<EventDocument>> Items(
        IAsyncEnumerable<StudyEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in events.WithCancellation(cancellationToken))
        {
            yield return new(EventDocument.Of(item)) { EventId = item.Sequence.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
