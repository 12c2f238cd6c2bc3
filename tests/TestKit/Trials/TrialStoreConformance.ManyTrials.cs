using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>A long queue under the user's commands.</content>
public abstract partial class TrialStoreConformance
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_trials_are_queued_paused_edited_resumed_and_a_worker_drained_and_every_count_is_right()
    {
        await Store.CreateStudyAsync(SampleStudies.Header(), Token);
        foreach (var some in Enumerable.Range(0, Many).Chunk(2500))
        {
            await Store.EnqueueAsync("sample", SampleStudies.Proposals(some), Token);
        }

        await Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await AssertCountsAsync(queued: Many);

        // Two workers with four trials each; of the first one finishes two.
        var (first, second) = (await TakeAsync("first", 4), await TakeAsync("second", 4));
        await Task.WhenAll(first[..2].Select(FinishAsync));
        await AssertCountsAsync(queued: Many - 8, leased: 6, completed: 2);

        // Paused: nothing more is given, what is held may end.
        await Store.SetStatusAsync("sample", StudyStatus.Paused, "Lunch.", Token);
        Assert.Empty(await TakeAsync("second", 1));
        await FinishAsync(second[0]);
        await AssertCountsAsync(queued: Many - 8, leased: 5, completed: 3);

        // Edited while paused, a few are called off.
        await Store.EditAsync("sample", new() { RunningLimit = 7, Trials = 2 * Many }, Token);
        Assert.True(await Store.CancelAsync("sample", Many - 1, "Not wanted.", Token));
        Assert.True(await Store.CancelAsync("sample", second[1].Trial.Number, "Not wanted.", Token));
        Assert.Equal(LeaseStatus.Lost, await Store.StartAsync(second[1].Lease, Token));
        await AssertCountsAsync(queued: Many - 9, leased: 4, completed: 3, cancelled: 2);

        // Resumed: up to the new limit. The first worker is drained: it gives back what it has, and takes no more.
        await Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        var third = await TakeAsync("third", 10);
        Assert.Equal(3, third.Length);
        foreach (var held in first[2..])
        {
            Assert.Equal(LeaseStatus.Held, await Store.ReleaseAsync(held.Lease, AttemptEnd.Preempted, "The worker is drained.", Token));
        }

        await AssertCountsAsync(queued: Many - 10, leased: 5, completed: 3, cancelled: 2);
        var again = await TakeAsync("third", 10);
        Assert.Equal(first[2..].Select(held => held.Trial.Number), again.Select(held => held.Trial.Number));
        await Task.WhenAll(third.Concat(again).Select(FinishAsync));

        var study = await AssertCountsAsync(queued: Many - 12, leased: 2, completed: 8, cancelled: 2);
        Assert.Equal(Many, study.Trials.Select(trial => trial.Configuration).Distinct().Count());
        Assert.All(study.Trials.Where(trial => trial.State == TrialState.Completed), trial => Assert.Equal(AttemptEnd.Finished, trial.Attempts[^1].End));
        Assert.Equal((7, 2 * Many), (study.Edits.RunningLimit, study.Edits.Trials));
    }

    private async Task<ClaimedTrial[]> TakeAsync(string worker, int most)
    {
        var taken = new List<ClaimedTrial>();
        while (taken.Count < most && await Store.ClaimAsync(Request with { Worker = worker }, Token) is { } claimed)
        {
            taken.Add(claimed);
        }

        return [.. taken];
    }

    private async Task FinishAsync(ClaimedTrial claimed)
    {
        Assert.Equal(LeaseStatus.Held, await Store.StartAsync(claimed.Lease, Token));
        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(claimed.Lease, SampleStudies.Completed(0.5), Token));
    }

    private async Task<StudyRecord> AssertCountsAsync(int queued, int leased = 0, int completed = 0, int cancelled = 0)
    {
        var study = await Store.ReadStudyAsync("sample", Token);
        Assert.Equal(
            (queued, leased, completed, cancelled),
            (study.Count(TrialState.Queued), study.Count(TrialState.Leased), study.Count(TrialState.Completed), study.Count(TrialState.Cancelled)));
        Assert.Equal(Many, study.Trials.Length);
        Assert.Equal(completed, (await Store.ListStudiesAsync(Token)).Single().Completed);
        return study;
    }
}
