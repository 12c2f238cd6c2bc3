using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Workers that fall silent somewhere in a trial's life and wake when it is too late.</content>
public abstract partial class TrialStoreConformance
{
    [Theory]
    [InlineData(CrashPoint.Claimed)]
    [InlineData(CrashPoint.Started)]
    [InlineData(CrashPoint.Measured)]
    [InlineData(CrashPoint.CheckpointSaved)]
    [InlineData(CrashPoint.Renewed)]
    [InlineData(CrashPoint.Done)]
    [InlineData(CrashPoint.Released)]
    public async Task A_worker_that_stops_there_and_wakes_later_changes_nothing_and_the_next_records_the_result(CrashPoint point)
    {
        await CreateAsync("sample", 1);
        var stale = await WorkUntilAsync(point);
        await PassAsync(Request.Duration + TimeSpan.FromSeconds(1));
        await Store.ReclaimAsync(Token);
        var next = (await ClaimAsync())!;
        Assert.Equal(2, next.Lease.Attempt);
        Assert.Equal(point is >= CrashPoint.CheckpointSaved, next.Trial.Attempts[0].Checkpoint is not null);
        Assert.Equal(point == CrashPoint.Released ? AttemptEnd.Preempted : AttemptEnd.Stale, next.Trial.Attempts[0].End);

        await AssertLostAsync(stale);
        await Store.StartAsync(next.Lease, Token);
        await AssertLostAsync(stale);
        await Store.FinishAsync(next.Lease, SampleStudies.Completed(0.75), Token);
        await AssertLostAsync(stale);

        await AssertRecordedOnceAsync(0.75, attempts: 2);
    }

    [Fact]
    public async Task A_worker_that_stops_when_its_result_is_recorded_may_say_it_again()
    {
        await CreateAsync("sample", 1);
        var stale = await WorkUntilAsync(CrashPoint.Finished);
        await PassAsync(Request.Duration + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Store.ReclaimAsync(Token));
        Assert.Null(await ClaimAsync());

        await AssertLostAsync(stale);

        await AssertRecordedOnceAsync(0.25, attempts: 1);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_lost_before_anybody_noticed()
    {
        await CreateAsync("sample", 1);
        var lease = await WorkUntilAsync(CrashPoint.Started);

        await PassAsync(Request.Duration);

        await AssertLostAsync(lease);
        Assert.Equal([0], await Store.ReclaimAsync("sample", Token));
    }

    /// <summary>Does what a worker does with the next trial, up to a point.</summary>
    private async Task<Lease> WorkUntilAsync(CrashPoint point)
    {
        var lease = (await ClaimAsync())!.Lease;
        (CrashPoint Point, Func<Task<LeaseStatus>> Act)[] life =
        [
            (CrashPoint.Started, () => Store.StartAsync(lease, Token)),
            (CrashPoint.Measured, () => Store.MeasureAsync(lease, 1, SampleStudies.Completed(0.5).Metrics, Token)),
            (CrashPoint.CheckpointSaved, () => Store.SaveCheckpointAsync(lease, new(1, "step-1"), Token)),
            (CrashPoint.Renewed, () => Store.RenewAsync(lease, Request.Duration, Token)),
        ];
        foreach (var (_, act) in life.TakeWhile(step => step.Point <= point))
        {
            Assert.Equal(LeaseStatus.Held, await act());
        }

        if (point is CrashPoint.Finished)
        {
            await Store.FinishAsync(lease, SampleStudies.Completed(0.25), Token);
        }
        else if (point is CrashPoint.Released)
        {
            await Store.ReleaseAsync(lease, AttemptEnd.Preempted, "The worker was stopped.", Token);
        }

        return lease;
    }

    private async Task AssertLostAsync(Lease lease)
    {
        var before = (await Store.ReadStudyAsync("sample", Token)).Sequence;

        Assert.Equal(LeaseStatus.Lost, await Store.RenewAsync(lease, Request.Duration, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.StartAsync(lease, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.MeasureAsync(lease, 9, SampleStudies.Completed(0.1).Metrics, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.WarnAsync(lease, "late", Token));
        Assert.Equal(LeaseStatus.Lost, await Store.SaveCheckpointAsync(lease, new(9, "late"), Token));
        Assert.Equal(LeaseStatus.Lost, await Store.ReleaseAsync(lease, AttemptEnd.Crashed, "late", Token));
        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(lease, SampleStudies.Completed(0.1), Token));

        Assert.Equal(before, (await Store.ReadStudyAsync("sample", Token)).Sequence);
    }

    private async Task AssertRecordedOnceAsync(double accuracy, int attempts)
    {
        var study = await Store.ReadStudyAsync("sample", Token);
        var trial = study.Trials.Single();
        Assert.Equal((TrialState.Completed, attempts, accuracy), (trial.State, trial.Attempts.Length, trial.Values!.Value[0]));
        Assert.Single((await Collect(Store.WatchStudyAsync("sample", 0, Token), (int)study.Sequence)).OfType<TrialFinished>());
    }
}
