using AutoPeft.BrowserKit;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AutoPeft.Dashboard.Tests.Browsing.SharedBrowser))]

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>One browser for all tests of this assembly, each with pages of its own; starts with the first that needs it.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private readonly Lazy<Task<Chromium>> _started = new(Chromium.StartAsync);

    /// <summary>A page that shares nothing with others; skips the test where there is no browser.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="options">As <see cref="Chromium.OpenAsync"/> takes them.</param>
    public async Task<BrowserTab> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(Chromium.WhyNone is not null, Chromium.WhyNone ?? string.Empty);

        return await (await _started.Value).OpenAsync(address, options);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
        }
    }
}
