#if HANGFIRE
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.Worker.Hangfire.Tests;

public sealed class HangfireTrialQueueTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trials_become_jobs_in_the_queue_of_their_study()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await store.CreateStudyAsync(SampleStudies.Header() with { Queue = "GPU-1" }, Token);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1, 2), Token);
        var storage = HangfireStorage.Open(address, TimeSpan.FromSeconds(30));

        await new HangfireTrialQueue(store, storage, TimeProvider.System).AnnounceAsync("sample", [0, 1], Token);

        var monitor = storage.GetMonitoringApi();
        Assert.Equal(2, monitor.EnqueuedCount("gpu_1"));
        Assert.Equal([0, 1], monitor.EnqueuedJobs("gpu_1", 0, 10).Select(job => Assert.IsType<int>(job.Value.Job.Args[1])).Order());
    }

    [Fact]
    public async Task Waiting_trials_without_jobs_are_announced_again_unless_their_study_is_paused()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await store.CreateStudyAsync(SampleStudies.Header(), Token);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1), Token);
        await store.SetStatusAsync("sample", StudyStatus.Paused, "Lunch.", Token);
        var storage = HangfireStorage.Open(address, TimeSpan.FromSeconds(30));
        var queue = new HangfireTrialQueue(store, storage, TimeProvider.System);
        using var over = new CancellationTokenSource();
        var repeating = queue.RepeatAsync(TimeSpan.FromMilliseconds(50), static _ => { }, over.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Token);
        Assert.Equal(0, storage.GetMonitoringApi().EnqueuedCount(HangfireStorage.CommonQueue));

        await store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await Eventually.IsTrueAsync(() => storage.GetMonitoringApi().EnqueuedCount(HangfireStorage.CommonQueue) == 1, "The job", Token);
        await over.CancelAsync();
        await repeating;
    }
}
#endif
