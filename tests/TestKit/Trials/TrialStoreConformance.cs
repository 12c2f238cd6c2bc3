using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <summary>What every store of trials must do. A store's tests derive from it and say how one is made.</summary>
public abstract partial class TrialStoreConformance : IAsyncLifetime
{
    private ITrialStore? _store;

    /// <summary>The clock of the stores.</summary>
    protected ManualTime Time { get; } = new();

    /// <summary>The store under test.</summary>
    protected ITrialStore Store => _store ?? throw new InvalidOperationException("The test has not started.");

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _store = await ConnectAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task A_new_study_is_read_back_as_it_was_defined()
    {
        await Store.CreateStudyAsync(SampleStudies.Header(), Token);

        var study = await Store.ReadStudyAsync("sample", Token);

        Assert.Equal(SampleStudies.Header().Objectives, study.Header.Objectives);
        Assert.Equal(SampleStudies.Header() with { Objectives = default }, study.Header with { Objectives = default });
        Assert.Equal((StudyStatus.Created, Time.GetUtcNow()), (study.Status, study.Created));
        Assert.Empty(study.Trials);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("with space")]
    [InlineData("'; drop table studies; --")]
    public async Task A_name_that_could_do_harm_is_refused(string name)
    {
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.CreateStudyAsync(SampleStudies.Header(name), Token));

        Assert.Empty(await Store.ListStudiesAsync(Token));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await Store.CreateStudyAsync(SampleStudies.Header(), Token);

        await Assert.ThrowsAsync<InvalidInputException>(() => Store.CreateStudyAsync(SampleStudies.Header(), Token));
    }

    [Fact]
    public async Task A_study_that_does_not_exist_is_a_fault_everywhere()
    {
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.OpenStudyAsync("none", Token));
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.ReadStudyAsync("none", Token));
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.DeleteStudyAsync("none", Token));
        await Assert.ThrowsAsync<InvalidInputException>(() => Store.EnqueueAsync("none", SampleStudies.Proposals(1), Token));
        await Assert.ThrowsAsync<InvalidInputException>(async () => await Store.WatchStudyAsync("none", 0, Token).FirstAsync(Token));
    }

    [Fact]
    public async Task Studies_are_listed_by_name_with_their_progress()
    {
        await CreateAsync("b", 1, 2);
        await CreateAsync("a");
        await FinishNextAsync("b");

        var studies = await Store.ListStudiesAsync(Token);

        Assert.Equal([("a", 0, 0), ("b", 2, 1)], studies.Select(study => (study.Name, study.Trials, study.Completed)));
    }

    [Fact]
    public async Task Trials_are_numbered_in_the_order_of_queueing()
    {
        await CreateAsync("sample", 5, 3);

        var more = await Store.EnqueueAsync("sample", SampleStudies.Proposals(9), Token);

        Assert.Equal(2, more.Single().Number);
        var trials = (await Store.ReadStudyAsync("sample", Token)).Trials;
        Assert.Equal([SampleStudies.Configuration(5), SampleStudies.Configuration(3), SampleStudies.Configuration(9)], trials.Select(trial => trial.Configuration));
        Assert.Equal([105, 103, 109], trials.Select(trial => trial.Seed));
        Assert.All(trials, trial => Assert.Equal((TrialState.Queued, Time.GetUtcNow()), (trial.State, trial.Queued)));
    }

    [Fact]
    public async Task A_configuration_is_queued_once_unless_it_is_a_replicate()
    {
        await CreateAsync("sample", 5);

        var again = await Store.EnqueueAsync(
            "sample", [.. SampleStudies.Proposals(5, 6), SampleStudies.Proposals(5)[0] with { Replicate = 1 }], Token);

        Assert.Equal([0, 1, 2], again.Select(trial => trial.Number));
        Assert.Equal(3, (await Store.ReadStudyAsync("sample", Token)).Trials.Length);
    }

    [Fact]
    public async Task The_trial_that_waits_longest_is_claimed_first_and_by_one_worker_only()
    {
        await CreateAsync("sample", 1, 2);

        var first = await ClaimAsync();
        var second = await ClaimAsync();

        Assert.Equal((0, 1), (first!.Trial.Number, second!.Trial.Number));
        Assert.Equal(TrialState.Leased, first.Trial.State);
        Assert.True(second.Lease.Token > first.Lease.Token);
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task Many_workers_at_once_claim_each_trial_once()
    {
        await CreateAsync("sample", [.. Enumerable.Range(0, 50)]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ClaimAsync()));

        Assert.Equal(Enumerable.Range(0, 50), claims.OfType<ClaimedTrial>().Select(claim => claim.Trial.Number).Order());
    }

    [Fact]
    public async Task A_claim_may_name_its_trial()
    {
        await CreateAsync("sample", 1, 2);

        var claimed = await Store.ClaimAsync(Request with { Study = "sample", Trial = 1 }, Token);

        Assert.Equal(1, claimed!.Trial.Number);
        Assert.Null(await Store.ClaimAsync(Request with { Study = "sample", Trial = 1 }, Token));
    }

    [Fact]
    public async Task What_a_worker_reports_is_read_back()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;

        await Store.StartAsync(lease, Token);
        await Store.MeasureAsync(lease, 10, SampleStudies.Completed(0.5).Metrics, Token);
        await Store.WarnAsync(lease, "Half of the texts were cut.", Token);
        await Store.SaveCheckpointAsync(lease, new(10, "step-10"), Token);

        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials.Single();
        Assert.Equal(TrialState.Running, trial.State);
        Assert.Equal([new(0, 1, 10, "accuracy", 0.5), new(0, 1, 10, "loss", double.NaN)], trial.Measurements);
        Assert.Equal(["Half of the texts were cut."], trial.Warnings);
        Assert.Equal(new CheckpointReference(10, "step-10"), trial.Attempts.Single().Checkpoint);
    }

    [Fact]
    public async Task A_result_is_recorded_once()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;
        await Store.StartAsync(lease, Token);

        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(lease, SampleStudies.Completed(0.75), Token));
        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(lease, SampleStudies.Completed(0.99), Token));

        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials.Single();
        Assert.Equal([0.75, 1000], trial.Values!.Value);
        Assert.Equal((TrialState.Completed, AttemptEnd.Finished), (trial.State, trial.Attempts.Single().End!.Value));
        Assert.Equal(double.NaN, trial.Metrics["loss"]);
    }

    [Fact]
    public async Task A_released_trial_waits_again_and_keeps_its_history()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;
        await Store.StartAsync(lease, Token);
        await Store.SaveCheckpointAsync(lease, new(3, "step-3"), Token);

        await Store.ReleaseAsync(lease, AttemptEnd.Preempted, "The worker stops.", Token);

        var again = (await ClaimAsync())!;
        Assert.Equal((2, 2), (again.Lease.Attempt, again.Trial.Attempts.Length));
        Assert.Equal((AttemptEnd.Preempted, "The worker stops."), (again.Trial.Attempts[0].End!.Value, again.Trial.Attempts[0].Reason));
        Assert.Equal(3, again.Trial.Attempts[0].Checkpoint!.Step);
    }

    [Fact]
    public async Task A_renewed_lease_outlasts_its_first_time()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;

        await PassAsync(TimeSpan.FromSeconds(25));
        Assert.Equal(LeaseStatus.Held, await Store.RenewAsync(lease, Request.Duration, Token));
        await PassAsync(TimeSpan.FromSeconds(25));

        Assert.Empty(await Store.ReclaimAsync("sample", Token));
        Assert.Equal(LeaseStatus.Held, await Store.StartAsync(lease, Token));
    }

    [Fact]
    public async Task A_cancelled_trial_is_final_and_its_worker_is_told()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;

        Assert.True(await Store.CancelAsync("sample", 0, "Not wanted.", Token));

        Assert.False(await Store.CancelAsync("sample", 0, "Not wanted.", Token));
        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(lease, SampleStudies.Completed(0.5), Token));
        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials.Single();
        Assert.Equal((TrialState.Cancelled, "Not wanted."), (trial.State, trial.Reason));
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task Active_time_counts_only_while_the_study_runs()
    {
        await CreateAsync("sample");
        await Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await PassAsync(TimeSpan.FromMinutes(2));
        await Store.SetStatusAsync("sample", StudyStatus.Paused, "Stopped by the user.", Token);
        await PassAsync(TimeSpan.FromMinutes(60));
        await Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await PassAsync(TimeSpan.FromMinutes(3));
        await Store.SetStatusAsync("sample", StudyStatus.Finished, "The budget is spent.", Token);

        var study = await Store.ReadStudyAsync("sample", Token);

        Assert.Equal(TimeSpan.FromMinutes(5), study.ActiveTime);
        Assert.Equal((StudyStatus.Finished, "The budget is spent."), (study.Status, study.StatusReason));
    }

    [Fact]
    public async Task Watching_gives_the_past_and_then_the_present_without_gap_or_repetition()
    {
        await CreateAsync("sample", 1);
        var watching = Collect(Store.WatchStudyAsync("sample", 0, Token), 5);

        await FinishNextAsync("sample");

        var events = await watching;
        Assert.Equal([1, 2, 3, 4, 5], events.Select(happened => happened.Sequence));
        Assert.Equal(
            [typeof(StudyCreated), typeof(TrialQueued), typeof(TrialLeased), typeof(TrialStarted), typeof(TrialFinished)],
            events.Select(happened => happened.GetType()));
    }

    [Fact]
    public async Task Watching_can_begin_in_the_middle()
    {
        await CreateAsync("sample", 1, 2);

        var events = await Collect(Store.WatchStudyAsync("sample", 2, Token), 1);

        Assert.Equal(3, events.Single().Sequence);
    }

    [Fact]
    public async Task Replaying_the_events_gives_the_state()
    {
        await CreateAsync("sample", 1, 2, 3);
        await FinishNextAsync("sample");
        await Store.ReleaseAsync((await ClaimAsync())!.Lease, AttemptEnd.Crashed, "Out of luck.", Token);
        var study = await Store.ReadStudyAsync("sample", Token);

        var replayed = StudyFold.Replay(await Collect(Store.WatchStudyAsync("sample", 0, Token), (int)study.Sequence));

        Assert.Equal(Text(study), Text(replayed));
    }

    [Fact]
    public async Task A_deleted_study_is_gone_and_its_name_is_free()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;

        await Store.DeleteStudyAsync("sample", Token);

        Assert.Empty(await Store.ListStudiesAsync(Token));
        Assert.Equal(LeaseStatus.Lost, await Store.StartAsync(lease, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.RenewAsync(lease, Request.Duration, Token));
        await CreateAsync("sample");
        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(lease, SampleStudies.Completed(0.5), Token));
    }

    [Fact]
    public async Task Another_connection_sees_everything()
    {
        await CreateAsync("sample", 1, 2);
        await FinishNextAsync("sample");
        var here = await Store.ReadStudyAsync("sample", Token);

        await using var other = await ConnectAsync();

        Assert.Equal(Text(here), Text(await other.ReadStudyAsync("sample", Token)));
    }

    /// <summary>A new connection to the one place where this test's studies are.</summary>
    protected abstract Task<ITrialStore> ConnectAsync();

    /// <summary>Lets time pass for the stores.</summary>
    protected virtual Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    /// <summary>Every detail of a study as text, for comparison.</summary>
    protected static string Text(StudyRecord study) => StudyText.Of(study);

    /// <summary>Adds a study with the trials of these configurations.</summary>
    protected async Task CreateAsync(string study, params int[] configurations)
    {
        await Store.CreateStudyAsync(SampleStudies.Header(study), Token);
        await Store.EnqueueAsync(study, SampleStudies.Proposals(configurations), Token);
    }

    /// <summary>Claims the next trial of any study for 30 seconds.</summary>
    protected Task<ClaimedTrial?> ClaimAsync() => Store.ClaimAsync(Request, Token);

    /// <summary>Claims, starts and completes the next trial of a study.</summary>
    protected async Task FinishNextAsync(string study)
    {
        var lease = (await Store.ClaimAsync(Request with { Study = study }, Token))!.Lease;
        await Store.StartAsync(lease, Token);
        await Store.FinishAsync(lease, SampleStudies.Completed(0.5), Token);
    }

    private static ClaimRequest Request { get; } = new("worker-1", TimeSpan.FromSeconds(30));

    private static async Task<ImmutableArray<StudyEvent>> Collect(IAsyncEnumerable<StudyEvent> events, int count)
    {
        var collected = ImmutableArray.CreateBuilder<StudyEvent>();
        await foreach (var happened in events.Take(count).WithCancellation(Token))
        {
            collected.Add(happened);
        }

        return collected.ToImmutable();
    }
}
