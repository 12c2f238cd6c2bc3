using AutoPeft.Dashboard.Reports;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Pages on a phone: nothing is wider than the window, and what is wide scrolls in a box of its own.</summary>
public sealed class NarrowWindowTests
{
    private const int Width = 390;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_scrolls_sideways()
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var page = await NarrowAsync(browser);
        var wide = new List<string>();
        foreach (var address in DashboardPages.Of("sample"))
        {
            await page.GoAsync(new(dashboard.Address, address), Token);
            await page.EvaluateAsync("document.querySelectorAll('main details:not(.menu)').forEach(part => part.open = true)", Token);
            var (content, window) = await WidthsAsync(page);
            wide.AddRange(content <= window && window == Width ? [] : [$"{address}: {content} in {window}"]);
        }

        Assert.Empty(wide);
    }

    [Theory]
    [InlineData("sweeps/sample/events")]
    [InlineData("sweeps/sample/compare?trial=0&trial=1")]
    [InlineData("sweeps/sample/recipes")]
    [InlineData("api")]
    [InlineData("")]
    public async Task A_table_of_words_is_read_without_scrolling_it(string address)
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var page = await NarrowAsync(browser);
        await page.GoAsync(new(dashboard.Address, address), Token);

        Assert.Equal(string.Empty, (string?)await page.EvaluateAsync(CutOff, Token));
    }

    [Fact]
    public async Task Long_labels_push_nothing_out_of_a_report()
    {
        await using var browser = await Browsers.StartAsync(Token);
        using var folder = new TemporaryFolder();
        var report = (await StudyReport.WriteAsync(SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40)).Study))
            .Replace("data-label=\"trial\">1 ", "data-label=\"trial\">1 uniform LoRA on all linear modules, learning rate 0.004 ", StringComparison.Ordinal);
        using var page = await NarrowAsync(browser);
        await page.GoAsync(new(folder.Write("report.html", report)), Token);

        Assert.Contains("uniform LoRA", report, StringComparison.Ordinal);
        Assert.Equal(string.Empty, (string?)await page.EvaluateAsync(CutOff, Token));
        Assert.InRange((await WidthsAsync(page)).Content, 1, Width);
    }

    // The cells that reach beyond the window.
    private const string CutOff =
        "[...document.querySelectorAll('main td, main th')].filter(cell => cell.getBoundingClientRect().right > innerWidth && !cell.closest('thead, .map')).map(cell => cell.textContent.trim()).join('; ')";

    private static async Task<BrowserPage> NarrowAsync(Browser browser)
    {
        var page = await browser.OpenAsync(new("about:blank"), Token);
        await page.SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new() { ["width"] = Width, ["height"] = 844, ["deviceScaleFactor"] = 1, ["mobile"] = false },
            Token);
        return page;
    }

    private static async Task<(int Content, int Window)> WidthsAsync(BrowserPage page)
    {
        var widths = (await page.EvaluateAsync("[document.documentElement.scrollWidth, innerWidth]", Token))!.AsArray();
        return ((int)widths[0]!, (int)widths[1]!);
    }
}
