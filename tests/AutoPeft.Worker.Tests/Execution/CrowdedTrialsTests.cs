using System.Collections.Concurrent;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Tests.Execution;

public sealed class CrowdedTrialsTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JournalTrialStore _store;

    public CrowdedTrialsTests() => _store = new(_folder.File("store"), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_trial_that_ran_out_of_memory_beside_others_is_tried_again_alone()
    {
        var work = new SmallDevice(room: 1, needs: [1, 1, 1]);

        var study = await WorkAsync(work, slots: 3);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        var crowded = study.Trials.Where(trial => trial.Attempts.Length > 1).ToArray();
        Assert.NotEmpty(crowded);
        Assert.All(crowded, trial => Assert.Equal([AttemptEnd.Crowded, AttemptEnd.Finished], trial.Attempts.Select(attempt => attempt.End!.Value)));
        Assert.Contains("tried again alone", crowded[0].Attempts[0].Reason, StringComparison.Ordinal);
        Assert.All(crowded, trial => Assert.Equal(1, work.Seen[(trial.Number, 2)]));
    }

    [Fact]
    public async Task One_that_does_not_fit_alone_either_is_infeasible_with_the_words_of_the_device()
    {
        var study = await WorkAsync(new SmallDevice(room: 1, needs: [2, 2]), slots: 2);

        Assert.All(study.Trials, trial => Assert.Equal((TrialState.Infeasible, InfeasibleCause.OutOfMemory), (trial.State, trial.Cause)));
        Assert.All(study.Trials, trial => Assert.Equal("The device is full.", trial.Reason));
        Assert.All(study.Trials, trial => Assert.InRange(trial.Attempts.Length, 1, 2));
    }

    [Fact]
    public async Task Memory_of_its_own_is_no_reason_to_try_again()
    {
        var study = await WorkAsync(new SmallDevice(room: 1, needs: [1, 1]) { SharesMemory = false }, slots: 2);

        Assert.Contains(study.Trials, trial => trial.Cause == InfeasibleCause.OutOfMemory);
        Assert.All(study.Trials, trial => Assert.Single(trial.Attempts));
    }

    private async Task<StudyRecord> WorkAsync(SmallDevice work, int slots)
    {
        await _store.CreateStudyAsync(SampleStudies.Header(), Token);
        await _store.EnqueueAsync("sample", SampleStudies.Proposals([.. Enumerable.Range(1, slots)]), Token);
        using var stop = new CancellationTokenSource();
        var loop = new WorkerLoop(_store, new InProcessQueue(TimeProvider.System), (_, _) => Task.FromResult<IStudyWork>(work));
        var settings = new WorkerSettings { Name = "worker", Slots = slots, TrialsFolder = _folder.File("trials"), PollInterval = TimeSpan.FromMilliseconds(20) };
        var working = loop.RunAsync(settings, stop.Token, Token);
        await Eventually.IsTrueAsync(async () => (await _store.ReadStudyAsync("sample", Token)).Trials.All(trial => trial.State.IsFinal()), "The end of the trials", Token);
        await stop.CancelAsync();
        await working;

        return await _store.ReadStudyAsync("sample", Token);
    }

    /// <summary>A device on which a trial fits when those that are there need no more than there is room; the first attempts wait for each other.</summary>
    private sealed class SmallDevice(int room, int[] needs) : IStudyWork
    {
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;
        private int _present;

        public int Retries => 0;

        public bool SharesMemory { get; init; } = true;

        /// <summary>How many were there, by trial and attempt.</summary>
        public ConcurrentDictionary<(int Trial, int Attempt), int> Seen { get; } = [];

        public async Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
        {
            bool fits;
            lock (_gate)
            {
                _taken += needs[trial.Number];
                fits = _taken <= room;
                Seen[(trial.Number, trial.Attempts.Length)] = ++_present;
                if (_present == needs.Length)
                {
                    _all.TrySetResult();
                }
            }

            await _all.Task.WaitAsync(stopping);
            lock (_gate)
            {
                _taken -= needs[trial.Number];
                _present--;
            }

            return fits ? TrialOutcome.Completed([]) : TrialOutcome.Infeasible(InfeasibleCause.OutOfMemory, "The device is full.");
        }

        public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => outcome.State == TrialState.Completed
            ? SampleStudies.Completed(0.5)
            : new(outcome.State, outcome.Reason) { Cause = outcome.Cause };
    }
}
