using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Leasing;

namespace AutoPeft.Worker.Tests.Leasing;

public sealed class LeaseKeeperTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly JournalTrialStore _store;

    public LeaseKeeperTests() => _store = new(_folder.Path, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.CreateStudyAsync(SampleStudies.Header(), Token);
        await _store.EnqueueAsync("sample", SampleStudies.Proposals(1), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Heartbeats_keep_a_lease_far_beyond_its_duration()
    {
        var lease = await ClaimAsync();
        await using var keeper = Keep(lease);

        for (var beat = 0; beat < 10; beat++)
        {
            await BeatAsync();
            Assert.Empty(await _store.ReclaimAsync("sample", Token));
        }

        Assert.Equal(LeaseStatus.Held, await _store.StartAsync(lease, Token));
        Assert.False(keeper.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_heartbeat_that_is_refused_tells_that_the_lease_is_lost()
    {
        await using var keeper = Keep(await ClaimAsync());
        await _store.CancelAsync("sample", 0, "Not wanted.", Token);

        _time.Advance(Interval);

        await Eventually.IsTrueAsync(() => keeper.Lost.IsCancellationRequested, "The loss of the lease", Token);
    }

    [Fact]
    public async Task Any_refused_write_tells_it_too()
    {
        await using var keeper = Keep(await ClaimAsync());

        Assert.False(keeper.IsHeld(LeaseStatus.Lost));

        Assert.True(keeper.Lost.IsCancellationRequested);
    }

    private async Task<Lease> ClaimAsync() => (await _store.ClaimAsync(new("worker", TimeSpan.FromSeconds(30)), Token))!.Lease;

    private LeaseKeeper Keep(Lease lease) => new(_store, lease, (Interval, 3 * Interval), _time);

    /// <summary>The heartbeat continues on another thread; it is over when the next is planned.</summary>
    private async Task BeatAsync()
    {
        _time.Advance(Interval);
        await Eventually.IsTrueAsync(() => _time.Next == _time.GetUtcNow() + Interval, "The heartbeat", Token);
    }
}
