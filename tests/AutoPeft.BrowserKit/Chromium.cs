using System.Reflection;
using Microsoft.Playwright;

namespace AutoPeft.BrowserKit;

/// <summary>The distribution's Chromium without a window, driven by Playwright, which downloads none of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // A busy machine takes its time; only what never happens may run into this.
    private const float Patience = 180_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, _browser) = (driver, browser);

    /// <summary>Why no browser can be started; null where one can.</summary>
    public static string? WhyNone => Find() is null ? $"No browser: none of {string.Join(", ", Names)} is on the PATH." : null;

    /// <summary>Starts one.</summary>
    /// <exception cref="FileNotFoundException">None is installed.</exception>
    public static async Task<Chromium> StartAsync()
    {
        var path = Find() ?? throw new FileNotFoundException(WhyNone);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Driver);
        Assertions.SetDefaultExpectTimeout(Patience);
        var driver = await Playwright.CreateAsync();
        try
        {
            return new(driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--disable-gpu"], Timeout = Patience }));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>A page that shares nothing with others: no cookies, no storage.</summary>
    /// <param name="address">Goes there; what it is told later may be relative to that.</param>
    /// <param name="options">How wide and which look, for example; null for 1280 by 720 and a light one.</param>
    public async Task<BrowserTab> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = address.AbsoluteUri;
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var tab = new BrowserTab(await context.NewPageAsync());
        await tab.Page.GotoAsync(address.AbsoluteUri);
        return tab;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }

    private static string Driver => typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "PlaywrightDriver").Value!;

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
