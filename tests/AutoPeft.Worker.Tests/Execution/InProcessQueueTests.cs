using AutoPeft.TestKit.Trials;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Tests.Execution;

public sealed class InProcessQueueTests
{
    private readonly ManualTime _time = new();
    private readonly InProcessQueue _queue;

    public InProcessQueueTests() => _queue = new(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_announcement_wakes_everybody_who_waits()
    {
        var waiting = new[] { Wait(), Wait() };
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));

        await _queue.AnnounceAsync("study", [0], Token);

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task What_was_announced_while_nobody_waited_is_not_missed()
    {
        await _queue.AnnounceAsync("study", [0], Token);

        await Wait();

        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public async Task Waiting_ends_after_the_longest_time()
    {
        var waiting = Wait();

        _time.Advance(TimeSpan.FromSeconds(2));

        await waiting;
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = _queue.WaitAsync(TimeSpan.FromSeconds(2), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task Wait() => _queue.WaitAsync(TimeSpan.FromSeconds(2), Token);
}
