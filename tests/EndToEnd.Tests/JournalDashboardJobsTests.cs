using AutoPeft.Dashboard.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The four jobs over a folder, which one process at a time may write.</summary>
public sealed class JournalDashboardJobsTests(SharedBrowser browser) : DashboardJobs(browser)
{
    protected override bool IsShared => false;

    protected override Task<string[]> StoreAsync() => Task.FromResult<string[]>([]);

    protected override Task LaunchAsync(string file)
    {
        Start("sweep", "run", file).BeginErrorReadLine();
        return Task.CompletedTask;
    }

    protected override async Task LaunchKeptAsync(IPage page, string study)
    {
        await Expect(page.Locator("#check")).ToContainTextAsync($"autopeft sweep run {study}");
        await LaunchAsync(study);
        await page.GotoAsync($"/sweeps/{study}");
    }
}
