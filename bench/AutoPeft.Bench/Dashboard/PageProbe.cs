using System.Text.Json;
using Microsoft.Playwright;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Measures the page of a sweep in a browser.</summary>
/// <param name="page">The browser's page.</param>
/// <param name="address">The sweep's page.</param>
internal sealed class PageProbe(IPage page, Uri address)
{
    private const int Repetitions = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Front = "#front svg";
    private const string Paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

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
    public async Task<(double Paint, double Front)> FirstAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await page.GotoAsync(address.AbsoluteUri);
        var paint = await PaintAsync();
        await page.Locator(Front).First.WaitForAsync();

        return (paint, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Further visits: when the page with its front was painted, in milliseconds; the median.</summary>
    public async Task<double> AgainAsync()
    {
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(address.AbsoluteUri);
            await page.Locator(Front).First.WaitForAsync();
            times.Add(await PaintAsync());
        }

        return times.Order().ElementAt(Repetitions / 2);
    }

    /// <summary>The longest time between frames while the front is zoomed, in milliseconds.</summary>
    public Task<double> ZoomAsync() => page.EvaluateAsync<double>(Zoom);

    /// <summary>Watches the page from now on.</summary>
    public async Task WatchAsync()
    {
        await page.Locator("#live.on").WaitForAsync();
        await page.EvaluateAsync(Watch);
    }

    /// <summary>Waits until the page shows an event; then the longest time between frames and all times between redraws, in milliseconds.</summary>
    public async Task<(double Frame, double[] Stale)> ShowsAsync(long sequence)
    {
        await UntilAsync($"Number(document.querySelector('#figures [data-sequence]').dataset.sequence) >= {sequence}");
        var watched = await page.EvaluateAsync<JsonElement>("({ frame: watch.frame, stale: watch.stale })");

        return (watched.GetProperty("frame").GetDouble(), [.. watched.GetProperty("stale").EnumerateArray().Select(time => time.GetDouble())]);
    }

    private async Task<double> PaintAsync()
    {
        await UntilAsync($"{Paint} > 0");

        return await page.EvaluateAsync<double>(Paint);
    }

    // Asks again and again from outside: waiting inside the page would need what its content policy forbids.
    private async Task UntilAsync(string expression)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await page.EvaluateAsync<bool>(expression))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"Never true: {expression}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
