using AutoPeft.Dashboard.Tests.Browsing;
using AutoPeft.Trials.Postgres.Tests;
using Microsoft.Playwright;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The four jobs over a database, with a controller and a worker of their own.</summary>
public sealed class PostgresDashboardJobsTests(PostgresServer server, SharedBrowser browser) : DashboardJobs(browser)
{
    private string? _address;

    protected override bool IsShared => true;

    protected override async Task<string[]> StoreAsync() => ["--store", _address ??= await server.CreateAddressAsync()];

    protected override async Task LaunchAsync(string file)
    {
        var store = await StoreAsync();
        await CommandLine.DocumentAsync(Folder.Path, ["sweep", "start", file, "--detach", .. store]);
        StandBy(store);
    }

    protected override async Task LaunchKeptAsync(IPage page, string study)
    {
        StandBy(await StoreAsync());
        await page.Locator("#check").GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
    }

    private void StandBy(string[] store)
    {
        Start(["sweep", "start", "--all", .. store]).BeginErrorReadLine();
        Start(["worker", "start", "--name", "first", "--slots", "4", .. store]).BeginErrorReadLine();
    }
}
