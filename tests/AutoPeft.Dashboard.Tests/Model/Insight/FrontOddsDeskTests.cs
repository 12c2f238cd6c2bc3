using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.TestKit.Processes;

namespace AutoPeft.Dashboard.Tests.Model.Insight;

public sealed class FrontOddsDeskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_computed_beside_is_there_later_and_computed_anew_when_trials_have_ended()
    {
        var desk = new FrontOddsDesk(new(new()), TimeProvider.System);
        var (early, late) = (SampleViews.Of((0.5, 100)), SampleViews.Of((0.5, 100), (0.6, 200)));

        await Eventually.IsTrueAsync(() => desk.Of(early)?.Ended == 1, "The odds of one trial", Token);
        await Eventually.IsTrueAsync(() => desk.Of(late)?.Ended == 2, "The odds of two trials", Token);
        Assert.NotNull(await desk.WithinAsync(late, TimeSpan.Zero, Token));
    }
}
