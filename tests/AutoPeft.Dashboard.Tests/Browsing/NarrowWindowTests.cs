using AutoPeft.BrowserKit;
using AutoPeft.Dashboard.Reports;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Accounts;
using Microsoft.Playwright;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Pages on a phone: nothing is wider than the window, and what is wide scrolls in a box of its own.</summary>
public sealed class NarrowWindowTests(SharedBrowser browser)
{
    private const int Width = 390;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_scrolls_sideways()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await using var tab = await NarrowAsync(dashboard.Address);
        var wide = new List<string>();
        foreach (var address in DashboardPages.Of("sample"))
        {
            await tab.Page.GotoAsync(address);
            await tab.Page.EvaluateAsync("document.querySelectorAll('main details:not(.menu)').forEach(part => part.open = true)");
            var (content, window) = await WidthsAsync(tab.Page);
            wide.AddRange(content <= window && window == Width ? [] : [$"{address}: {content} in {window}"]);
        }

        Assert.Empty(wide);
    }

    [Theory]
    [InlineData("sweeps/sample/events")]
    [InlineData("sweeps/sample/compare?trial=0&trial=1")]
    [InlineData("sweeps/sample/recipes")]
    [InlineData("api")]
    [InlineData("settings")]
    [InlineData("")]
    public async Task A_table_of_words_is_read_without_scrolling_it(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Users.AddAsync("anna", AccessRole.Viewer, "correct horse battery", Token);
        await dashboard.Keys.IssueAsync("robot", AccessRole.Viewer, Token);
        await using var tab = await NarrowAsync(new(dashboard.Address, address));

        Assert.Equal(string.Empty, await tab.Page.EvaluateAsync<string>(CutOff));
    }

    [Fact]
    public async Task Long_labels_push_nothing_out_of_a_report()
    {
        using var folder = new TemporaryFolder();
        var report = (await StudyReport.WriteAsync(SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40)).Study))
            .Replace("data-label=\"trial\">1 ", "data-label=\"trial\">1 uniform LoRA on all linear modules, learning rate 0.004 ", StringComparison.Ordinal);
        await using var tab = await NarrowAsync(new(folder.Write("report.html", report)));

        Assert.Contains("uniform LoRA", report, StringComparison.Ordinal);
        Assert.Equal(string.Empty, await tab.Page.EvaluateAsync<string>(CutOff));
        Assert.InRange((await WidthsAsync(tab.Page)).Content, 1, Width);
    }

    // The cells that reach beyond the window.
    private const string CutOff =
        "[...document.querySelectorAll('main td, main th')].filter(cell => cell.getBoundingClientRect().right > innerWidth && !cell.closest('thead, .map')).map(cell => cell.textContent.trim()).join('; ')";

    private Task<BrowserTab> NarrowAsync(Uri address) => browser.OpenAsync(address, new() { ViewportSize = new() { Width = Width, Height = 844 } });

    private static async Task<(int Content, int Window)> WidthsAsync(IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, innerWidth]");
        return (widths[0], widths[1]);
    }
}
