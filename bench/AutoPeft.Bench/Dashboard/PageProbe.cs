using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Tests.Browsing;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Measures the page of a sweep in a browser.</summary>
/// <param name="page">The browser's page.</param>
/// <param name="address">The sweep's page.</param>
internal sealed class PageProbe(BrowserPage page, Uri address)
{
    private const int Repetitions = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Turns the wheel and drags for two seconds and gives the longest time between frames.</summary>
    private const string Zoom = """
        new Promise(done => {
          const chart = document.getElementById('front'); const box = chart.getBoundingClientRect();
          let last = performance.now(), longest = 0, turns = 0;
          const frame = now => {
            longest = Math.max(longest, now - last); last = now;
            if (++turns <= 60) {
              chart.dispatchEvent(new WheelEvent('wheel', { deltaY: turns % 20 < 10 ? -50 : 50, clientX: box.x + 200, clientY: box.y + 100, bubbles: true, cancelable: true }));
            }
            if (turns < 180) { requestAnimationFrame(frame); } else { done(longest); }
          };
          requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
        })
        """;

    /// <summary>Begins to watch the time between frames and between redraws.</summary>
    private const string Watch = """
        window.watch = { last: performance.now(), frame: 0, drawn: performance.now(), stale: [] };
        document.addEventListener('redrawn', event => {
          if (event.detail !== 'figures') { return; }
          const now = performance.now(); watch.stale.push(now - watch.drawn); watch.drawn = now;
        });
        (function step(now) { watch.frame = Math.max(watch.frame, now - watch.last); watch.last = now; requestAnimationFrame(step); })(performance.now()); true
        """;

    /// <summary>The first visit: when anything was painted and when the front was there, in milliseconds.</summary>
    public async Task<(double Paint, double Front)> FirstAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await page.GoAsync(address, cancellationToken);
        var paint = await PaintAsync(cancellationToken);
        await UntilAsync("document.querySelector('#front svg')", cancellationToken);

        return (paint, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Further visits: when the page with its front was painted, in milliseconds; the median.</summary>
    public async Task<double> AgainAsync(CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            await page.GoAsync(new("about:blank"), cancellationToken);
            await page.GoAsync(address, cancellationToken);
            await UntilAsync("document.querySelector('#front svg')", cancellationToken);
            times.Add(await PaintAsync(cancellationToken));
        }

        return times.Order().ElementAt(Repetitions / 2);
    }

    /// <summary>The longest time between frames while the front is zoomed, in milliseconds.</summary>
    public async Task<double> ZoomAsync(CancellationToken cancellationToken) => (double)(await page.EvaluateAsync(Zoom, cancellationToken))!;

    /// <summary>Watches the page from now on.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("document.getElementById('live').classList.contains('on')", cancellationToken);
        await page.EvaluateAsync(Watch, cancellationToken);
    }

    /// <summary>Waits until the page shows an event; then the longest time between frames and all times between redraws, in milliseconds.</summary>
    public async Task<(double Frame, double[] Stale)> ShowsAsync(long sequence, CancellationToken cancellationToken)
    {
        await UntilAsync($"Number(document.querySelector('#figures [data-sequence]').dataset.sequence) >= {sequence}", cancellationToken);
        var watched = (JsonArray)(await page.EvaluateAsync("[watch.frame, watch.stale]", cancellationToken))!;

        return ((double)watched[0]!, [.. watched[1]!.AsArray().Select(time => (double)time!)]);
    }

    private async Task<double> PaintAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("performance.getEntriesByName('first-contentful-paint').length", cancellationToken);

        return (double)(await page.EvaluateAsync("performance.getEntriesByName('first-contentful-paint')[0].startTime", cancellationToken))!;
    }

    private async Task UntilAsync(string expression, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            try
            {
                if ((bool?)await page.EvaluateAsync($"!!({expression})", cancellationToken) == true)
                {
                    return;
                }
            }
            catch (InvalidOperationException)
            {
                // Between two pages there is nothing to ask.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        throw new TimeoutException($"Never true: {expression}");
    }
}
