using System.Diagnostics;
using System.Text.Json.Nodes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Every page through axe-core, which npm brings; skipped without npm or a browser.</summary>
public sealed class AccessibilityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task No_page_has_a_serious_fault(string scheme)
    {
        using var folder = new TemporaryFolder();
        var script = await FetchAsync(folder);
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Users.AddAsync("anna", AutoPeft.Trials.Accounts.AccessRole.Viewer, "correct horse battery", Token);
        dashboard.Keys.Issue("robot", AutoPeft.Trials.Accounts.AccessRole.Viewer);
        using var page = await browser.OpenAsync(dashboard.Address, Token);
        await page.SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) }, Token);
        var faults = new List<string>();
        foreach (var address in DashboardPages.Of("sample"))
        {
            await page.GoAsync(new(dashboard.Address, address), Token);
            await page.EvaluateAsync(script + "; document.querySelectorAll('details').forEach(part => part.open = true); true", Token);
            var found = await page.EvaluateAsync(
                "axe.run().then(r => r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ' ' + v.nodes[0].target + ' ' + v.nodes[0].failureSummary))", Token);
            faults.AddRange(found!.AsArray().Select(fault => $"{address}: {fault}"));
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
