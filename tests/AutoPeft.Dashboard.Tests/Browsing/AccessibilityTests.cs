using System.Diagnostics;
using AutoPeft.BrowserKit;
using AutoPeft.Dashboard.Reports;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
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
    public async Task No_page_has_a_serious_fault_wide_or_narrow(ColorScheme look)
    {
        using var folder = new TemporaryFolder();
        var script = await FetchAsync(folder);
        await using var dashboard = await StartAsync();
        var report = folder.Write("report.html", await StudyReport.WriteAsync(SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40)).Study));
        await using var tab = await browser.OpenAsync(dashboard.Address, new() { ColorScheme = look });
        var faults = new List<string>();
        foreach (var address in DashboardPages.Of("sample").Union(DashboardPages.Of("fuller", "sample")).Append(new Uri(report).AbsoluteUri))
        {
            await tab.Page.GotoAsync(address);
            faults.AddRange(await FaultsAsync(tab.Page, script));
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_page_that_waits_for_a_long_history_has_none_either(ColorScheme look)
    {
        using var folder = new TemporaryFolder();
        var script = await FetchAsync(folder);
        await using var dashboard = await RunningDashboard.StartAsync(new HeldReads(), Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"), new() { ColorScheme = look });
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

        Assert.Empty(await FaultsAsync(tab.Page, script));
    }

    private static async Task<List<string>> FaultsAsync(IPage page, string script)
    {
        var faults = new List<string>();
        await page.EvaluateAsync(script);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        foreach (var width in new[] { 1280, 390 })
        {
            await page.SetViewportSizeAsync(width, 844);
            faults.AddRange((await page.EvaluateAsync<string[]>(Serious)).Select(fault => $"{page.Url} in {width}: {fault}"));
        }

        return faults;
    }

    // Users and keys to look after, one sweep with little and one with enough for every chart.
    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Users.AddAsync("anna", AccessRole.Viewer, "correct horse battery", Token);
        await dashboard.Keys.IssueAsync("robot", AccessRole.Viewer, Token);
        var numbers = Enumerable.Range(0, 16).ToArray();
        await dashboard.Store.ImportStudyAsync(
            SampleViews.History(SampleStudies.Header("fuller"), [.. numbers.Select(i => SampleStudies.Configuration(i))], [.. numbers.Select(i => (0.5 + (0.02 * (i * 7 % 16)), 100.0 * (1 + i)))]), Token);
        return dashboard;
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
