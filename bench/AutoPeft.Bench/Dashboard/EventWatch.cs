using System.Text.Json.Nodes;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Reads a study's stream of events and notes how late they come.</summary>
/// <param name="address">The dashboard.</param>
internal sealed class EventWatch(Uri address) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _open = new();
    private Task _reading = Task.CompletedTask;
    private long _last;

    /// <summary>The longest time from an event to its arrival here.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>Begins to read; returns when the stream is open.</summary>
    public async Task BeginAsync()
    {
        _reading = ReadAsync();
        await Task.WhenAny(_open.Task, _reading);
    }

    /// <summary>Waits until an event has arrived.</summary>
    public async Task WaitAsync(long sequence, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _last) < sequence && !_reading.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        using var stream = await client.GetStreamAsync($"api/v1/studies/{LargeStudy.Name}/events", _end.Token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            _open.TrySetResult();
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonNode.Parse(line[6..]) is { } happened)
            {
                var delay = TimeProvider.System.GetUtcNow() - (DateTimeOffset)happened["at"]!;
                Behind = delay > Behind ? delay : Behind;
                Interlocked.Exchange(ref _last, (long)happened["sequence"]!);
            }
        }
    }
}
