using System.Globalization;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Tests.Browsing;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Pictures of pages, each from top to bottom.</summary>
/// <param name="page">The browser's page.</param>
/// <param name="folder">Where they go.</param>
internal sealed class PageAlbum(BrowserPage page, string folder)
{
    private const int Height = 900;
    private const int Longest = 6000;

    /// <summary>How many were taken.</summary>
    public int Count { get; private set; }

    /// <summary>Takes each page light and dark, and files on paper as well.</summary>
    public async Task AddAsync(IEnumerable<Uri> addresses, int width, CancellationToken cancellationToken)
    {
        await ResizeAsync(width, Height, cancellationToken);
        await page.SendAsync("Emulation.setScrollbarsHidden", new() { ["hidden"] = true }, cancellationToken);
        foreach (var address in addresses)
        {
            foreach (var (look, media) in new[] { ("light", "screen"), ("dark", "screen") }.Concat(address.IsFile ? [("light", "print")] : []))
            {
                await page.SendAsync("Emulation.setEmulatedMedia", new() { ["media"] = media, ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = look }) }, cancellationToken);
                await page.GoAsync(address, cancellationToken);
                await page.WaitAsync("!document.querySelector('[data-again]') || document.querySelector('[data-again][hidden]')", cancellationToken);
                await TakeAsync(NameOf(address, media == "print" ? media : look, width), width, cancellationToken);
            }
        }
    }

    private async Task TakeAsync(string name, int width, CancellationToken cancellationToken)
    {
        var size = await page.EvaluateAsync("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]", cancellationToken);
        if ((int)size![0]! > width)
        {
            Console.Error.WriteLine($"{name}: {size[0]} wide in a window of {width.ToString(CultureInfo.InvariantCulture)}");
        }

        var answer = await page.SendAsync(
            "Page.captureScreenshot",
            new()
            {
                ["captureBeyondViewport"] = true,
                ["clip"] = new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = (int)size[0]!, ["height"] = Math.Min(Longest, (int)size[1]!), ["scale"] = 1 },
            },
            cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), Convert.FromBase64String((string)answer["data"]!), cancellationToken);
        Count++;
    }

    private async Task ResizeAsync(int width, int height, CancellationToken cancellationToken) => await page.SendAsync(
        "Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false }, cancellationToken);

    private static string NameOf(Uri address, string look, int width)
    {
        var path = address.IsFile ? "report" : address.AbsolutePath.Trim('/');
        var plain = string.Concat((path.Length == 0 ? "sweeps-list" : path).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

        return string.Create(CultureInfo.InvariantCulture, $"{plain}.{width}.{look}");
    }
}
