using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Tests.Execution;

public sealed class LocalSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_study_runs_until_its_budget_is_spent()
    {
        var record = await RunAsync("a", new FormulaRunner());

        Assert.Equal((StudyStatus.Finished, "The budget of 12 trials is spent."), (record.Status, record.StatusReason));
        Assert.Equal(12, record.Count(TrialState.Completed));
        Assert.All(record.Trials, trial => Assert.Equal(2, trial.Values!.Value.Length));
        Assert.Equal(12, record.Trials.Select(trial => trial.Configuration).Distinct().Count());
    }

    [Fact]
    public async Task A_warm_start_is_tried_first_and_once_and_counts_towards_the_budget()
    {
        const string Section = "retries: 2\n" + """warm_start: ['{"modules":[{"method":"lora","layers":[1],"rank":4}]}']""";

        await RunAsync("warm", new FormulaRunner(), ("retries: 2", Section), ("trials: 12", "trials: 5"));
        var record = await RunAsync("warm", new FormulaRunner(), ("retries: 2", Section), ("trials: 12", "trials: 8"));

        Assert.Equal(8, record.Trials.Length);
        Assert.Equal((TrialOrigin.Enqueued, "warm start 1", TrialState.Completed), (record.Trials[0].Origin, record.Trials[0].Label, record.Trials[0].State));
        Assert.Single(record.Trials, trial => trial.Origin == TrialOrigin.Enqueued);
    }

    [Fact]
    public async Task What_an_earlier_study_finds_later_changes_nothing()
    {
        (string, string)[] later = [("name: tiny", "name: later"), ("sampler: random", "sampler: bayesian\ntransfer: [tiny]")];
        await RunAsync("a", new FormulaRunner());
        await RunAsync("a", new FormulaRunner(), [.. later, ("trials: 12", "trials: 4")]);
        await RunAsync("a", new FormulaRunner(), ("trials: 12", "trials: 20"));
        var interrupted = await RunAsync("a", new FormulaRunner(), later);
        await RunAsync("b", new FormulaRunner());

        var whole = await RunAsync("b", new FormulaRunner(), later);
        var cold = await RunAsync("c", new FormulaRunner(), ("name: tiny", "name: later"), ("sampler: random", "sampler: bayesian"));

        Assert.Equal(StudyText.Results(whole), StudyText.Results(interrupted));
        Assert.NotEqual(StudyText.Results(cold), StudyText.Results(whole));
    }

    [Fact]
    public async Task An_earlier_study_that_is_not_there_is_refused_before_anything_is_written()
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync(
            "a", new FormulaRunner(), ("name: tiny", "name: later"), ("sampler: random", "sampler: bayesian\ntransfer: [tiny, gone]")));

        Assert.Equal(2, refused.Faults.Length);
        Assert.False(Directory.Exists(_folder.File("a/later")));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_history()
    {
        var first = await RunAsync("a", new FormulaRunner());
        var second = await RunAsync("b", new FormulaRunner());
        var other = await RunAsync("c", new FormulaRunner(), ("retries: 2", "retries: 2\nseed: 1"));

        Assert.Equal(StudyText.Results(first), StudyText.Results(second));
        Assert.NotEqual(StudyText.Results(first), StudyText.Results(other));
    }

    [Fact]
    public async Task Whenever_a_study_is_killed_it_continues_as_if_it_had_not_been()
    {
        var whole = await RunAsync("whole", new FormulaRunner());
        var bytes = await File.ReadAllBytesAsync(_folder.File("whole/tiny/journal"), Token);
        var first = bytes.AsSpan(20).IndexOf("APJF"u8) + 20;

        for (var length = first; length < bytes.Length; length += 211)
        {
            _folder.Write(Kill(length), bytes[..length]);
            var finished = (await ReadAsync($"cut-{length}")).Count(TrialState.Completed);
            var runner = new FormulaRunner();

            var continued = await RunAsync($"cut-{length}", runner);

            Assert.Equal(StudyText.Results(whole), StudyText.Results(continued));
            Assert.Equal(12 - finished, runner.Assignments.Count);
        }
    }

    [Fact]
    public async Task Stopping_gives_running_trials_back_and_pauses_the_study()
    {
        using var stopping = new CancellationTokenSource();
        var runner = new FormulaRunner
        {
            Midway = async (assignment, token) =>
            {
                if (assignment.Trial >= 4)
                {
                    await stopping.CancelAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }

                return null;
            },
        };

        var paused = await RunAsync("a", runner, stopping.Token);

        Assert.Equal((StudyStatus.Paused, 4), (paused.Status, paused.Count(TrialState.Completed)));
        Assert.All(paused.Trials.Skip(4), trial => Assert.Equal(TrialState.Queued, trial.State));
        Assert.Contains(paused.Trials, trial => trial.Attempts is [{ End: AttemptEnd.Preempted }]);
        var continued = await RunAsync("a", new FormulaRunner());
        Assert.Equal(StudyText.Results(await RunAsync("b", new FormulaRunner())), StudyText.Results(continued));
    }

    [Fact]
    public async Task A_machine_that_sleeps_for_a_while_goes_on_afterwards()
    {
        var time = new SleepyTime();
        var runner = new FormulaRunner
        {
            Midway = async (assignment, token) =>
            {
                if (assignment.Trial == 2)
                {
                    time.Sleep(assignment.Attempt == 1 ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
                    await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, token); // longer than between two signs of the controller's life
                }

                return null;
            },
        };
        var study = TinyStudy.Load(_folder);
        await using var store = new JournalTrialStore(_folder.File("a"), time);
        var sweep = new LocalSweep(store, runner, TinyStudy.Reader, time);
        await sweep.OpenAsync(study, Token);

        var record = await sweep.RunAsync(study, _folder.File("a"), null, Token);

        Assert.Equal((StudyStatus.Finished, 12), (record.Status, record.Count(TrialState.Completed)));
    }

    [Fact]
    public async Task A_larger_budget_continues_a_finished_study()
    {
        await RunAsync("a", new FormulaRunner(), ("trials: 12", "trials: 6"));

        var longer = await RunAsync("a", new FormulaRunner());

        Assert.Equal(StudyText.Results(await RunAsync("b", new FormulaRunner())), StudyText.Results(longer));
    }

    [Fact]
    public async Task A_trial_that_crashes_is_tried_again_so_often()
    {
        var runner = new FormulaRunner
        {
            Midway = (assignment, _) => assignment.Trial == 3 || (assignment.Trial == 5 && assignment.Attempt < 3)
                ? throw new InvalidOperationException("The device fell off the bus.")
                : Task.FromResult<TrialOutcome?>(null),
        };

        var record = await RunAsync("a", runner);

        Assert.Equal((TrialState.Failed, 3), (record.Trials[3].State, record.Trials[3].Attempts.Length));
        Assert.Equal("InvalidOperationException: The device fell off the bus. (tried 3 times)", record.Trials[3].Reason);
        Assert.Equal((TrialState.Completed, 3), (record.Trials[5].State, record.Trials[5].Attempts.Length));
        Assert.Equal([AttemptEnd.Crashed, AttemptEnd.Crashed, AttemptEnd.Finished], record.Trials[5].Attempts.Select(attempt => attempt.End!.Value));
    }

    [Fact]
    public async Task A_study_whose_trials_all_fail_is_given_up_with_the_reason()
    {
        var runner = new FormulaRunner { Midway = (_, _) => Task.FromResult<TrialOutcome?>(TrialOutcome.Failed("No weights.", mayRetry: false)) };

        var record = await RunAsync("a", runner);

        Assert.Equal(StudyStatus.Failed, record.Status);
        Assert.Contains("No weights.", record.StatusReason, StringComparison.Ordinal);
        Assert.InRange(record.Trials.Length, 5, 6);
    }

    [Fact]
    public async Task Out_of_memory_is_a_result_and_not_a_crash()
    {
        var runner = new FormulaRunner
        {
            Midway = (assignment, _) => Task.FromResult(assignment.Trial % 3 == 0
                ? TrialOutcome.Infeasible(InfeasibleCause.OutOfMemory, "CUDA out of memory: tried to allocate 2 GiB.")
                : null),
        };

        var record = await RunAsync("a", runner);

        Assert.Equal((4, 8), (record.Count(TrialState.Infeasible), record.Count(TrialState.Completed)));
        Assert.Equal("CUDA out of memory: tried to allocate 2 GiB.", record.Trials[0].Reason);
        Assert.DoesNotContain(record.Trials[0].Attempts, attempt => attempt.End == AttemptEnd.Crashed);
    }

    [Fact]
    public async Task A_space_that_is_exhausted_ends_the_study()
    {
        var record = await RunAsync(
            "a",
            new FormulaRunner(),
            ("layers: each", "layers: none"),
            ("learning_rate: { float: [1e-4, 1e-2], scale: log }", "learning_rate: 1e-3"));

        Assert.Equal((StudyStatus.Finished, "Every configuration of the space was tried.", 11), (record.Status, record.StatusReason, record.Trials.Length));
    }

    [Fact]
    public async Task Bad_input_found_in_preparation_leaves_nothing_behind()
    {
        var runner = new FormulaRunner { BeforePreparing = _ => throw new InvalidInputException(new("train.tsv", 3), "The row is short.", "Repair it.") };

        await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync("a", runner));

        Assert.False(Directory.Exists(_folder.File("a")));
    }

    [Fact]
    public async Task A_study_is_not_continued_with_another_definition()
    {
        await RunAsync("a", new FormulaRunner());

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync("a", new FormulaRunner(), ("[0, 1, 2, 4]", "[0, 1, 2, 8]")));

        Assert.Contains("'parameter lora.rank: 0, 1, 2, 4' became 'parameter lora.rank: 0, 1, 2, 8'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baselines_are_run_beside_the_budget_and_outside_the_space()
    {
        var study = TinyStudy.Load(_folder);
        await using var store = new JournalTrialStore(_folder.File("a"), TimeProvider.System);
        var sweep = new LocalSweep(store, new FormulaRunner(), TinyStudy.Reader, TimeProvider.System);
        await sweep.OpenAsync(study, Token);
        var wide = Configuration.FromJson("""{"lora.rank":16,"learning_rate":0.5}""");
        await store.EnqueueAsync("tiny", [TrialSeeds.Propose(0, wide, TrialOrigin.Baseline, "uniform LoRA")], Token);

        var record = await sweep.RunAsync(study, _folder.File("a"), null, Token);

        Assert.Equal((13, 13), (record.Trials.Length, record.Count(TrialState.Completed)));
        Assert.Equal(("uniform LoRA", 3 * 2 * 16 * 24), (record.Trials[0].Label, (int)record.Trials[0].Metrics["trainable_parameters"]));
    }

    [Fact]
    public async Task A_pruner_stops_trials_between_epochs_and_an_interruption_changes_nothing()
    {
        (string, string)[] changes = [("retries: 2", "pruner: { name: asha, among: all }"), ("trials: 12", "trials: 20")];

        var whole = await RunAsync("a", new FormulaRunner(), changes);
        await RunAsync("b", new FormulaRunner(), [.. changes[..1], ("trials: 12", "trials: 10")]);
        var continued = await RunAsync("b", new FormulaRunner(), changes);

        Assert.Equal(StudyText.Results(whole), StudyText.Results(continued));
        var stopped = whole.Trials.Where(trial => trial.State == TrialState.Pruned).ToArray();
        Assert.InRange(stopped.Length, 8, 16);
        Assert.All(stopped, trial => Assert.StartsWith("Rank ", trial.Reason, StringComparison.Ordinal));
        Assert.All(stopped, trial => Assert.Equal(trial.Measurements.Single(measured => measured.Metric == "accuracy").Value, trial.Metrics["accuracy"]));
        Assert.All(stopped, trial => Assert.True(trial.Metrics["trainable_parameters"] > 0));
    }

    [Fact]
    public async Task Progress_counts_up_and_estimates_the_rest()
    {
        var study = TinyStudy.Load(_folder);
        var seen = new List<SweepProgress>();
        var monitor = new SweepMonitor(study.Definition.Control.Budget, new SynchronousProgress<SweepProgress>(seen.Add), TimeProvider.System);

        await RunAsync("a", new FormulaRunner(), study, monitor);

        Assert.Equal(seen.Select(progress => progress.Done).Order(), seen.Select(progress => progress.Done));
        Assert.Contains(seen, progress => progress.FrontChanged && progress.Front.Trials.Length > 0);
        Assert.Contains(seen, progress => progress.Fractions.ContainsValue(0.5));
    }

    [Fact]
    public async Task At_the_end_nothing_remains()
    {
        var study = TinyStudy.Load(_folder);
        var seen = new List<SweepProgress>();
        var monitor = new SweepMonitor(study.Definition.Control.Budget, new SynchronousProgress<SweepProgress>(seen.Add), TimeProvider.System);
        await RunAsync("a", new FormulaRunner());

        // From the record: while a study runs, its end may come before the observer was told of the last trial.
        foreach (var happened in await EventsAsync("a"))
        {
            monitor.OnEvent(happened);
        }

        Assert.Equal((12, 12, TimeSpan.Zero), (seen[^1].Done, seen[^1].Total, seen[^1].Remaining));
    }

    [Fact]
    public async Task An_asynchronous_study_keeps_every_slot_busy_and_ends_too()
    {
        var record = await RunAsync("a", new FormulaRunner(), ("concurrency: 2", "concurrency: 3\ndeterministic: false"));

        Assert.Equal((StudyStatus.Finished, 12), (record.Status, record.Count(TrialState.Completed)));
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("bayesian")]
    public async Task What_many_workers_recorded_shows_again_what_the_sampler_proposed(string sampler)
    {
        (string, string)[] changes = [("sampler: random", $"sampler: {{ name: {sampler}, initial: 4 }}"), ("concurrency: 2", "concurrency: 4\ndeterministic: false"), ("trials: 12", "trials: 24")];
        var runner = new FormulaRunner
        {
            Midway = async (assignment, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(assignment.Seed % 20), TimeProvider.System, token); // others overtake it
                return null;
            },
        };
        await RunAsync("a", runner, changes);

        var plan = TinyStudy.Load(_folder, changes).Plan;
        var events = await EventsAsync("a");
        var turns = events.OfType<TrialQueued>().GroupBy(queued => queued.Proposal.After!.Value).ToArray();

        Assert.InRange(turns.Length, 6, 24);
        foreach (var turn in turns)
        {
            var record = StudyFold.Replay(events.Take((int)turn.Key));
            var proposed = SamplerTurn.Propose(plan, record, SamplerCatalog.Create(plan.Control), SamplerTurn.PlaceIn(record, plan.Control));

            Assert.Equal(turn.Select(queued => queued.Proposal with { MemoryBytes = null }), proposed);
        }
    }

    private async Task<StudyEvent[]> EventsAsync(string data)
    {
        await using var store = new JournalTrialStore(_folder.File(data), TimeProvider.System);
        var count = (int)(await store.ReadStudyAsync("tiny", Token)).Sequence;
        return await store.WatchStudyAsync("tiny", 0, Token).Take(count).ToArrayAsync(Token);
    }

    private string Kill(int length)
    {
        Directory.CreateDirectory(_folder.File($"cut-{length}/tiny"));
        return $"cut-{length}/tiny/journal";
    }

    private async Task<StudyRecord> ReadAsync(string data)
    {
        await using var store = new JournalTrialStore(_folder.File(data), TimeProvider.System);
        return await store.ReadStudyAsync("tiny", Token);
    }

    private Task<StudyRecord> RunAsync(string data, FormulaRunner runner, params (string, string)[] changes) =>
        RunAsync(data, runner, TinyStudy.Load(_folder, changes));

    private Task<StudyRecord> RunAsync(string data, FormulaRunner runner, CancellationToken stopping) =>
        RunAsync(data, runner, TinyStudy.Load(_folder), null, stopping);

    private async Task<StudyRecord> RunAsync(
        string data, FormulaRunner runner, BoundStudy study, IStudyObserver? observer = null, CancellationToken? stopping = null)
    {
        await using var store = new JournalTrialStore(_folder.File(data), TimeProvider.System);
        var sweep = new LocalSweep(store, runner, TinyStudy.Reader, TimeProvider.System);
        await sweep.OpenAsync(study, Token);
        return await sweep.RunAsync(study, _folder.File(data), observer, stopping ?? Token);
    }

    private sealed class SleepyTime : TimeProvider
    {
        private long _slept;

        public void Sleep(TimeSpan time) => Interlocked.Add(ref _slept, time.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _slept));

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _slept);
    }
}
