using System.Globalization;
using System.Text.Json;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Streams;

/// <summary>One reader's line of server-sent events about a study.</summary>
/// <remarks>
/// That nobody carries the study out any more is no event of it: a process that was killed could not write one. It is told under the name
/// <c>interruption</c> when it begins and ends to be so.
/// </remarks>
/// <param name="context">The reader's request.</param>
/// <param name="study">The study as it is now.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class EventLine(HttpContext context, StudyRecord study, IStudyStore store, TimeProvider time)
{
    // Shorter than the idle limits of common proxies, and than people wait to see that a process was killed.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private StudyRecord _study = study;
    private string? _interruption;

    private CancellationToken Gone => context.RequestAborted;

    /// <summary>Sends something at once, so that the reader knows that it is connected before anything happens.</summary>
    public Task OpenAsync() => WriteAsync("retry: 2000\n\n");

    /// <summary>Sends events as they come, and a sign of life while none comes, until there will be no more.</summary>
    public async Task CopyAsync(IAsyncEnumerator<StudyEvent> events)
    {
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (await BeatUntilAsync(next))
            {
                await TellAsync(events.Current);
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
    private async Task<bool> BeatUntilAsync(Task<bool> next)
    {
        while (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(Beat, time, Gone)) != next)
        {
            var interruption = store.InterruptionOf(_study);
            await WriteAsync(interruption == _interruption ? ": still here\n\n" : $"event: interruption\ndata: {Json(new InterruptionDocument(interruption))}\n\n");
            _interruption = interruption;
        }

        return await next;
    }

    private Task TellAsync(StudyEvent happened)
    {
        if (happened is StudyStatusChanged changed)
        {
            _study = _study with { Status = changed.Status };
        }

        return WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\ndata: {Json(EventDocument.Of(happened))}\n\n"));
    }

    private static string Json<T>(T document) => JsonSerializer.Serialize(document, JsonSerializerOptions.Web);

    private async Task WriteAsync(string text)
    {
        await context.Response.WriteAsync(text, Gone);
        await context.Response.Body.FlushAsync(Gone);
    }
}
