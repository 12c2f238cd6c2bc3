namespace AutoPeft.Bench.Dashboard;

/// <summary>How the dashboard takes a study of very many trials.</summary>
/// <param name="Store"><c>journal</c> or <c>postgres</c>.</param>
/// <param name="Trials">Trials of the study.</param>
/// <param name="Events">Events of its history.</param>
internal sealed record DashboardReport(string Store, int Trials, int Events)
{
    /// <summary>A server that was just started: until something of the sweep's page is painted, in milliseconds.</summary>
    public double ColdPaint { get; init; }

    /// <summary>The same server: until the front is on the page, in milliseconds.</summary>
    public double ColdFront { get; init; }

    /// <summary>The page again: until it is painted, its front with it, in milliseconds; the median of five.</summary>
    public double WarmPaint { get; init; }

    /// <summary>The longest time between two frames while the front is zoomed and moved, in milliseconds.</summary>
    public double LongestFrame { get; init; }

    /// <summary>How long the server takes for each page, in milliseconds.</summary>
    public Dictionary<string, double> Pages { get; init; } = [];

    /// <summary>Events a second that were written meanwhile.</summary>
    public double EventsPerSecond { get; init; }

    /// <summary>The longest time from one of them to its arrival in the stream of events, in milliseconds.</summary>
    public double StreamBehind { get; init; }

    /// <summary>The longest time between two redraws of the page while they came, in milliseconds.</summary>
    public double LongestStale { get; init; }

    /// <summary>The median of these times, in milliseconds.</summary>
    public double MedianStale { get; init; }

    /// <summary>How long after the last of them the page shows it, in milliseconds.</summary>
    public double PageBehind { get; init; }

    /// <summary>The longest time between two frames of the page while they came, in milliseconds.</summary>
    public double LongestLiveFrame { get; init; }

    /// <summary>The server's resident memory after the pages, in megabytes.</summary>
    public double Megabytes { get; init; }

    /// <summary>The most that it had at any time, reading the history and the events included, in megabytes.</summary>
    public double PeakMegabytes { get; init; }
}
