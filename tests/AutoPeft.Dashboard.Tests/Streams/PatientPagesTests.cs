using AutoPeft.Dashboard.Tests.Browsing;
using Microsoft.Playwright;

namespace AutoPeft.Dashboard.Tests.Streams;

public sealed class PatientPagesTests(SharedBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_history_that_takes_long_is_waited_for_on_a_page_that_says_so()
    {
        var held = new HeldReads();
        await using var dashboard = await RunningDashboard.StartAsync(held, Token);

        using var waiting = await dashboard.Client.GetAsync("/sweeps/sample/trials", Token);
        held.Release();

        Assert.Contains("The history of this sweep is being read.", await waiting.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.NotNull(waiting.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_comes_by_itself_once_the_history_is_read(bool hasScripts)
    {
        var held = new HeldReads();
        await using var dashboard = await RunningDashboard.StartAsync(held, Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"), new() { JavaScriptEnabled = hasScripts });
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

        held.Release();

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Navigation, new() { Name = "Sweep" })).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }
}
