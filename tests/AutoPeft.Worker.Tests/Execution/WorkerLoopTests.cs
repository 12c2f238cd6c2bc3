using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Telemetry;

namespace AutoPeft.Worker.Tests.Execution;

public sealed class WorkerLoopTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JournalTrialStore _store;

    public WorkerLoopTests() => _store = new(_folder.File("store"), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_study_that_cannot_be_used_here_is_left_alone_and_the_worker_goes_on()
    {
        var log = new List<string>();
        using var stop = new CancellationTokenSource();
        var loop = await LoopAsync(log.Add);
        var working = loop.RunAsync(Settings, stop.Token, Token);
        await Eventually.IsTrueAsync(
            async () => (await _store.ReadStudyAsync("sample", Token)).Trials[0] is { State: TrialState.Queued, Attempts.Length: 1 }, "The return of the trial", Token);
        await Task.Delay(10 * Settings.PollInterval, TimeProvider.System, Token);
        await stop.CancelAsync();
        await working;

        Assert.Contains("model is missing", Assert.Single(log), StringComparison.Ordinal);
        var trial = (await _store.ReadStudyAsync("sample", Token)).Trials[0];
        Assert.Equal((TrialState.Queued, AttemptEnd.Preempted), (trial.State, Assert.Single(trial.Attempts).End));
    }

    [Fact]
    public async Task A_trial_that_is_over_or_nobodys_is_not_carried_out()
    {
        var loop = await LoopAsync(static _ => { });
        await _store.CancelAsync("sample", 0, "Not wanted.", Token);

        Assert.False(await loop.RunOneAsync(Settings, "sample", 0, Token));
        Assert.False(await loop.RunOneAsync(Settings, "sample", 7, Token));
        Assert.False(await loop.RunOneAsync(Settings, "deleted", 0, Token));
        Assert.Equal(0, loop.Running);
    }

    [Fact]
    public async Task Slots_share_the_memory_of_their_worker_and_what_does_not_fit_waits()
    {
        await _store.CreateStudyAsync(SampleStudies.Header(), Token);
        var proposals = SampleStudies.Proposals(0, 1, 2, 3, 4, 5, 6).Select((proposal, i) => proposal with { MemoryBytes = i == 3 ? 1000 : 40 });
        await _store.EnqueueAsync("sample", [.. proposals], Token);
        var work = new CrowdedWork();
        using var stop = new CancellationTokenSource();
        var loop = new WorkerLoop(_store, new InProcessQueue(TimeProvider.System), (_, _) => Task.FromResult<IStudyWork>(work));

        var working = loop.RunAsync(Settings with { Slots = 4, MemoryBytes = 100 }, stop.Token, Token);
        while ((await _store.ReadStudyAsync("sample", Token)).Count(TrialState.Completed) < 6)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }

        await stop.CancelAsync();
        await working;

        Assert.InRange(work.MostAtOnce, 1, 2);
        Assert.Equal(TrialState.Queued, (await _store.ReadStudyAsync("sample", Token)).Trials[3].State);
    }

    private WorkerSettings Settings => new()
    {
        Name = "worker",
        TrialsFolder = _folder.File("trials"),
        PollInterval = TimeSpan.FromMilliseconds(20),
    };

    private async Task<WorkerLoop> LoopAsync(Action<string> log)
    {
        await _store.CreateStudyAsync(SampleStudies.Header(), Token);
        await _store.EnqueueAsync("sample", SampleStudies.Proposals(1), Token);

        return new(_store, new InProcessQueue(TimeProvider.System), (_, _) => throw Missing) { Log = log, Meter = new WorkerMeter() };
    }

    private static InvalidInputException Missing => new(new FaultPlace("model"), "The model is missing.", "Copy it.");

    /// <summary>Counts how many trials are carried out at the same time.</summary>
    private sealed class CrowdedWork : IStudyWork
    {
        private readonly Lock _gate = new();
        private int _now;

        public int MostAtOnce { get; private set; }

        public int Retries => 0;

        public bool SharesMemory => true;

        public async Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
        {
            Count(1);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stopping);
            Count(-1);

            return TrialOutcome.Completed([KeyValuePair.Create("accuracy", 0.5), KeyValuePair.Create("trainable_parameters", 1.0)]);
        }

        public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => SampleStudies.Completed(0.5);

        private void Count(int change)
        {
            lock (_gate)
            {
                _now += change;
                MostAtOnce = Math.Max(MostAtOnce, _now);
            }
        }
    }
}
