using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Trials that last much longer than any time limit.</content>
public abstract partial class TrialStoreConformance
{
    [Fact]
    public async Task A_trial_of_three_minutes_under_leases_of_30_seconds_is_carried_out_once()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;
        await Store.StartAsync(lease, Token);
        for (var second = 0; second < 180; second += 20)
        {
            await PassAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(0, await Store.ReclaimAsync(Token));
            Assert.Null(await ClaimAsync());
            Assert.Equal(LeaseStatus.Held, await Store.RenewAsync(lease, Request.Duration, Token));
        }

        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(lease, SampleStudies.Completed(0.5), Token));

        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials.Single();
        Assert.Equal((TrialState.Completed, TimeSpan.FromMinutes(3)), (trial.State, trial.Duration));
        Assert.Single(trial.Attempts);
    }
}
