using AutoPeft.BrowserKit;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Serves a large study, looks at it with a browser, and goes on with it meanwhile.</summary>
/// <param name="Folder">A folder for what comes up.</param>
/// <param name="Trials">How many trials there are at first.</param>
/// <param name="Pace">Events a second that arrive later.</param>
/// <param name="Duration">For how long they do.</param>
internal sealed record DashboardMeasurement(string Folder, int Trials, double Pace, TimeSpan Duration)
{
    private static readonly string[] Pages = ["", "/trials?sort=-accuracy", "/trials?filter=accuracy>0.8 front:no", "/placement", "/analysis", "/recipes", "/events"];

    /// <summary>Measures everything.</summary>
    /// <param name="kind">The kind of store.</param>
    /// <param name="store">An empty store.</param>
    /// <param name="location">Where it is, for the command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DashboardReport> RunAsync(string kind, ITrialStore store, string location, CancellationToken cancellationToken)
    {
        var history = LargeStudy.History(Trials);
        await store.ImportStudyAsync(history, cancellationToken);
        await using var browser = await Chromium.StartAsync();
        await using var dashboard = await ServedDashboard.StartAsync(Folder, location, null, cancellationToken);
        await using var tab = await browser.OpenAsync(new("about:blank"));
        var probe = new PageProbe(tab.Page, new(dashboard.Address, $"sweeps/{LargeStudy.Name}"));
        var (paint, front) = await probe.FirstAsync();
        var report = new DashboardReport(kind, Trials, history.Count)
        {
            ColdPaint = Math.Round(paint),
            ColdFront = Math.Round(front),
            Pages = await PagesAsync(dashboard.Address, cancellationToken),
            WarmPaint = Math.Round(await probe.AgainAsync()),
            LongestFrame = Math.Round(await probe.ZoomAsync()),
            Megabytes = dashboard.Megabytes,
        };

        return await FeedAsync(report, store, (dashboard, probe), cancellationToken);
    }

    private static async Task<Dictionary<string, double>> PagesAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = address };
        var times = new Dictionary<string, double>();
        foreach (var path in Pages)
        {
            // Once to compute what is kept, once to measure.
            await client.GetStringAsync($"sweeps/{LargeStudy.Name}{path}", cancellationToken);
            var began = TimeProvider.System.GetTimestamp();
            await client.GetStringAsync($"sweeps/{LargeStudy.Name}{path}", cancellationToken);
            times[path.Length == 0 ? "/" : path] = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }

    private async Task<DashboardReport> FeedAsync(
        DashboardReport report, ITrialStore store, (ServedDashboard Dashboard, PageProbe Probe) shown, CancellationToken cancellationToken)
    {
        await using var watch = new EventWatch(shown.Dashboard.Address);
        await watch.BeginAsync();
        await shown.Probe.WatchAsync();
        var (last, pace) = await new EventFeed(store).WriteAsync(report.Trials, Pace, Duration, cancellationToken);
        var ended = TimeProvider.System.GetTimestamp();
        var (frame, stale) = await shown.Probe.ShowsAsync(last);
        var behind = TimeProvider.System.GetElapsedTime(ended);
        await watch.WaitAsync(last, cancellationToken);

        return report with
        {
            EventsPerSecond = Math.Round(pace, 1),
            StreamBehind = Math.Round(watch.Behind.TotalMilliseconds),
            PageBehind = Math.Round(behind.TotalMilliseconds),
            LongestStale = Math.Round(stale.Max()),
            MedianStale = Math.Round(stale.Order().ElementAt(stale.Length / 2)),
            LongestLiveFrame = Math.Round(frame),
            PeakMegabytes = shown.Dashboard.PeakMegabytes,
        };
    }
}
