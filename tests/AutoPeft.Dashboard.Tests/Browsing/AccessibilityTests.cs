using System.Diagnostics;
using AutoPeft.BrowserKit;
using AutoPeft.TestKit.Files;
using Microsoft.Playwright;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Every page through axe-core, which npm brings; skipped without npm or a browser.</summary>
public sealed class AccessibilityTests(SharedBrowser browser)
{
    private const string Serious = """
        axe.run().then(found => found.violations.filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
          .map(fault => fault.id + ' ' + fault.nodes[0].target + ' ' + fault.nodes[0].failureSummary))
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_serious_fault(ColorScheme look)
    {
        using var folder = new TemporaryFolder();
        var script = await FetchAsync(folder);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Users.AddAsync("anna", AutoPeft.Trials.Accounts.AccessRole.Viewer, "correct horse battery", Token);
        dashboard.Keys.Issue("robot", AutoPeft.Trials.Accounts.AccessRole.Viewer);
        await using var tab = await browser.OpenAsync(dashboard.Address, new() { ColorScheme = look });
        var faults = new List<string>();
        foreach (var address in DashboardPages.Of("sample"))
        {
            await tab.Page.GotoAsync(address);
            await tab.Page.EvaluateAsync(script);
            await tab.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            faults.AddRange((await tab.Page.EvaluateAsync<string[]>(Serious)).Select(fault => $"{address}: {fault}"));
        }

        Assert.Empty(faults);
    }

    private static async Task<string> FetchAsync(TemporaryFolder folder)
    {
        try
        {
            var start = new ProcessStartInfo("npm", ["pack", "axe-core@4", "--silent"]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
            using var npm = Process.Start(start)!;
            await npm.WaitForExitAsync(Token);
            var archive = Directory.GetFiles(folder.Path, "*.tgz");
            Assert.SkipWhen(npm.ExitCode != 0 || archive.Length == 0, "npm cannot fetch axe-core.");
            using var tar = Process.Start(new ProcessStartInfo("tar", ["-xzf", archive[0], "package/axe.min.js"]) { WorkingDirectory = folder.Path })!;
            await tar.WaitForExitAsync(Token);
            return await File.ReadAllTextAsync(folder.File("package/axe.min.js"), Token);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed.");
            throw;
        }
    }
}
