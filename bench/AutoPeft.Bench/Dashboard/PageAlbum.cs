using System.Globalization;
using Microsoft.Playwright;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Pictures of pages, each from top to bottom.</summary>
/// <param name="page">The browser's page.</param>
/// <param name="folder">Where they go.</param>
internal sealed class PageAlbum(IPage page, string folder)
{
    private const int Height = 900;

    /// <summary>How many were taken.</summary>
    public int Count { get; private set; }

    /// <summary>Takes each page light and dark, and files on paper as well.</summary>
    public async Task AddAsync(IEnumerable<Uri> addresses, int width)
    {
        await page.SetViewportSizeAsync(width, Height);
        foreach (var address in addresses)
        {
            foreach (var (look, media) in new[] { (ColorScheme.Light, Media.Screen), (ColorScheme.Dark, Media.Screen) }.Concat(address.IsFile ? [(ColorScheme.Light, Media.Print)] : []))
            {
                await page.EmulateMediaAsync(new() { Media = media, ColorScheme = look });
                await page.GotoAsync(address.AbsoluteUri);
                await Assertions.Expect(page.Locator("[data-again]:not([hidden])")).ToHaveCountAsync(0);
                await TakeAsync(NameOf(address, media == Media.Print ? "print" : look == ColorScheme.Dark ? "dark" : "light", width), width);
            }
        }
    }

    private async Task TakeAsync(string name, int width)
    {
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (wide > width)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {wide} wide in a window of {width}"));
        }

        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        Count++;
    }

    private static string NameOf(Uri address, string look, int width)
    {
        var path = address.IsFile ? "report" : address.AbsolutePath.Trim('/');
        var plain = string.Concat((path.Length == 0 ? "sweeps-list" : path).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

        return string.Create(CultureInfo.InvariantCulture, $"{plain}.{width}.{look}");
    }
}
