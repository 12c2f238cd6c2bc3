using AutoPeft.BrowserKit;
using AutoPeft.Trials.Lifecycle;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>A browser that runs no scripts.</summary>
public sealed class ScriptlessTests(SharedBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_shows_its_heading_and_its_tables()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await using var tab = await browser.OpenAsync(dashboard.Address, new() { JavaScriptEnabled = false });
        var tables = 0;
        foreach (var address in DashboardPages.Of("sample"))
        {
            await tab.Page.GotoAsync(address);
            await Expect(tab.Page.Locator("h1")).ToBeVisibleAsync();
            foreach (var table in await tab.Page.Locator("main table:not(details table)").AllAsync())
            {
                tables++;
                Assert.True(await table.IsVisibleAsync(), address);
                Assert.True((await table.InnerTextAsync()).Trim().Length > 0, address);
            }
        }

        Assert.True(tables >= 8, $"{tables} tables");
    }

    [Fact]
    public async Task A_sweep_is_paused_and_a_recipe_is_chosen()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"), new() { JavaScriptEnabled = false });

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(tab.Page.Locator(".head .state")).ToHaveTextAsync("Paused");
        await tab.Page.GotoAsync("/sweeps/sample/recipes");
        await tab.Page.GetByLabel("Choose").SelectOptionAsync("best");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Choose" }).ClickAsync();
        await Expect(tab.Page.GetByLabel("Choose")).ToHaveValueAsync("best");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Trial 0");
    }
}
