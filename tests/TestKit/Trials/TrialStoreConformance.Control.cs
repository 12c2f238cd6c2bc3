using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Controllers, priorities, limits, and the user's commands.</content>
public abstract partial class TrialStoreConformance
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task One_controller_at_a_time_has_a_study_and_another_takes_it_when_it_is_silent()
    {
        await CreateAsync("sample");
        var first = await Store.TakeControlAsync("sample", "first", Term, Token);
        Assert.Null(await Store.TakeControlAsync("sample", "second", Term, Token));
        await PassAsync(Term - TimeSpan.FromSeconds(1));
        Assert.Equal(LeaseStatus.Held, await Store.KeepControlAsync(first!, Term, Token));
        await PassAsync(Term - TimeSpan.FromSeconds(1));
        Assert.Null(await Store.TakeControlAsync("sample", "second", Term, Token));

        await PassAsync(TimeSpan.FromSeconds(2));
        var second = await Store.TakeControlAsync("sample", "second", Term, Token);

        Assert.NotNull(second);
        Assert.Equal(LeaseStatus.Lost, await Store.KeepControlAsync(first!, Term, Token));
        Assert.Null(await Store.ProposeAsync(first!, SampleStudies.Proposals(1), null, Token));
        Assert.Empty((await Store.ReadStudyAsync("sample", Token)).Trials);
        Assert.Equal(0, (await Store.ProposeAsync(second, SampleStudies.Proposals(1), null, Token))!.Value.Single().Number);
    }

    [Fact]
    public async Task A_controller_that_ends_leaves_the_study_to_the_next_at_once()
    {
        await CreateAsync("sample");
        var first = await Store.TakeControlAsync("sample", "first", Term, Token);

        await Store.EndControlAsync(first!, Token);

        Assert.NotNull(await Store.TakeControlAsync("sample", "second", Term, Token));
    }

    [Fact]
    public async Task No_more_trials_are_proposed_than_the_budget_allows()
    {
        await CreateAsync("sample", 1, 2);
        await Store.CancelAsync("sample", 0, "Not wanted.", Token);
        var control = await Store.TakeControlAsync("sample", "first", Term, Token);

        var queued = await Store.ProposeAsync(control!, SampleStudies.Proposals(2, 3, 4, 5), 3, Token);

        Assert.Equal([1, 2, 3], queued!.Value.Select(trial => trial.Number));
        Assert.Empty((await Store.ProposeAsync(control!, SampleStudies.Proposals(6), 3, Token))!.Value);
        var baseline = SampleStudies.Proposals(6)[0] with { Origin = TrialOrigin.Baseline };
        Assert.Single((await Store.ProposeAsync(control!, [baseline], 3, Token))!.Value);
    }

    [Fact]
    public async Task A_paused_study_gives_no_trial_and_its_workers_may_finish()
    {
        await CreateAsync("sample", 1, 2);
        var held = await ClaimAsync();

        await Store.SetStatusAsync("sample", StudyStatus.Paused, "Lunch.", Token);

        Assert.Null(await ClaimAsync());
        Assert.Equal(LeaseStatus.Held, await Store.StartAsync(held!.Lease, Token));
        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(held.Lease, SampleStudies.Completed(0.5), Token));
        await Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        Assert.Equal(1, (await ClaimAsync())!.Trial.Number);
    }

    [Fact]
    public async Task Workers_take_trials_of_the_study_with_the_higher_priority_first()
    {
        await CreateAsync("a", 1);
        await CreateAsync("b", 1);
        await Store.EditAsync("b", new() { Priority = 5 }, Token);

        Assert.Equal("b", (await ClaimAsync())!.Lease.Study);
        Assert.Equal("a", (await ClaimAsync())!.Lease.Study);
    }

    [Fact]
    public async Task No_more_trials_run_than_the_limit_of_the_study()
    {
        await CreateAsync("sample", 1, 2, 3, 4);
        await Store.EditAsync("sample", new() { RunningLimit = 2 }, Token);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync()));

        var held = claims.OfType<ClaimedTrial>().ToArray();
        Assert.Equal(2, held.Length);
        await Store.StartAsync(held[0].Lease, Token);
        await Store.FinishAsync(held[0].Lease, SampleStudies.Completed(0.5), Token);
        Assert.NotNull(await ClaimAsync());
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task A_worker_takes_trials_of_its_queue_and_of_studies_for_every_worker()
    {
        await Store.CreateStudyAsync(SampleStudies.Header("large") with { Queue = "gpu" }, Token);
        await Store.EnqueueAsync("large", SampleStudies.Proposals(1), Token);
        await CreateAsync("small", 1);

        Assert.Equal("small", (await Store.ClaimAsync(Request with { Queue = "cpu" }, Token))!.Lease.Study);
        Assert.Null(await Store.ClaimAsync(Request with { Queue = "cpu" }, Token));
        Assert.Null(await Store.ClaimAsync(Request with { Queue = "gpu", Excluded = ["large"] }, Token));
        Assert.Equal("large", (await Store.ClaimAsync(Request with { Queue = "gpu" }, Token))!.Lease.Study);
    }

    [Fact]
    public async Task A_worker_takes_only_what_fits_into_its_memory()
    {
        await CreateAsync("sample");
        TrialProposal[] proposals = SampleStudies.Proposals(1, 2, 3, 4);
        long?[] needs = [800, 300, null, 300];
        await Store.EnqueueAsync("sample", [.. proposals.Zip(needs, (proposal, bytes) => proposal with { MemoryBytes = bytes })], Token);
        Assert.Equal(needs, (await Store.ReadStudyAsync("sample", Token)).Trials.Select(trial => trial.MemoryBytes));
        var small = Request with { FreeMemoryBytes = 299 };

        Assert.Equal(2, (await Store.ClaimAsync(small, Token))!.Trial.Number);
        Assert.Null(await Store.ClaimAsync(small, Token));
        Assert.Equal(1, (await Store.ClaimAsync(small with { FreeMemoryBytes = 300 }, Token))!.Trial.Number);
        Assert.Null(await Store.ClaimAsync(small with { Trial = 0, FreeMemoryBytes = 799 }, Token));
        Assert.Equal(0, (await Store.ClaimAsync(small with { FreeMemoryBytes = 800 }, Token))!.Trial.Number);
        Assert.Equal(300, (await Store.ClaimAsync(Request, Token))!.Trial.MemoryBytes);
    }

    [Fact]
    public async Task Edits_add_up_and_are_part_of_the_history()
    {
        await CreateAsync("sample");

        await Store.EditAsync("sample", new() { Trials = 50, Concurrency = 4 }, Token);
        await Store.EditAsync("sample", new() { Concurrency = 8, Time = TimeSpan.FromHours(2) }, Token);

        Assert.Equal(
            new() { Trials = 50, Concurrency = 8, Time = TimeSpan.FromHours(2) }, (await Store.ReadStudyAsync("sample", Token)).Edits);
    }

    [Fact]
    public async Task The_controller_can_warn_of_a_trial_that_waits_and_of_no_other()
    {
        await CreateAsync("sample", 1, 2);
        var control = await Store.TakeControlAsync("sample", "first", Term, Token);
        await ClaimAsync();

        Assert.True(await Store.WarnAsync(control!, 1, "It waits in vain.", Token));
        Assert.False(await Store.WarnAsync(control!, 0, "It is held.", Token));
        Assert.False(await Store.WarnAsync(control!, 7, "There is none.", Token));
        Assert.False(await Store.WarnAsync(control! with { Token = control.Token + 1 }, 1, "No right.", Token));

        var study = await Store.ReadStudyAsync("sample", Token);
        Assert.Equal([0, 1], study.Trials.Select(trial => trial.Warnings.Length));
        Assert.Equal((TrialState.Queued, "It waits in vain."), (study.Trials[1].State, study.Trials[1].Warnings[0]));
        Assert.Equal(1, (await ClaimAsync())!.Trial.Number);
    }

    [Fact]
    public async Task A_recalled_trial_waits_again_and_its_worker_has_lost_it()
    {
        await CreateAsync("sample", 1, 2);
        var held = await ClaimAsync();
        await Store.StartAsync(held!.Lease, Token);

        Assert.Equal([0], await Store.RecallAsync("sample", "The sweep was stopped.", Token));

        Assert.Equal(LeaseStatus.Lost, await Store.RenewAsync(held.Lease, Request.Duration, Token));
        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials[0];
        Assert.Equal((TrialState.Queued, AttemptEnd.Preempted), (trial.State, trial.Attempts[0].End));
        Assert.Empty(await Store.RecallAsync("sample", "Again.", Token));
    }

    [Fact]
    public async Task A_failed_trial_can_be_tried_again_but_no_other()
    {
        await CreateAsync("sample", 1, 2);
        var held = await ClaimAsync();
        await Store.StartAsync(held!.Lease, Token);
        await Store.FinishAsync(held.Lease, new(TrialState.Failed, "The disk was full."), Token);
        await FinishNextAsync("sample");

        Assert.True(await Store.RetryAsync("sample", 0, "The disk is empty now.", Token));
        Assert.False(await Store.RetryAsync("sample", 0, "Twice.", Token));
        Assert.False(await Store.RetryAsync("sample", 1, "It is completed.", Token));
        Assert.False(await Store.RetryAsync("sample", 7, "There is none.", Token));

        var again = await ClaimAsync();
        Assert.Equal((0, 2), (again!.Trial.Number, again.Lease.Attempt));
        Assert.Equal(string.Empty, again.Trial.Reason);
    }

    [Fact]
    public async Task Workers_find_leases_of_every_study_that_ran_out()
    {
        await CreateAsync("a", 1);
        await CreateAsync("b", 1);
        await ClaimAsync();
        await ClaimAsync();
        Assert.Equal(0, await Store.ReclaimAsync(Token));

        await PassAsync(Request.Duration + TimeSpan.FromSeconds(1));

        Assert.Equal(2, await Store.ReclaimAsync(Token));
        Assert.Equal(TrialState.Queued, (await Store.ReadStudyAsync("b", Token)).Trials[0].State);
    }
}
