using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AutoPeft.BrowserKit;

/// <summary>A page of a browser with what it complained about.</summary>
public sealed class BrowserTab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = [];

    internal BrowserTab(IPage page)
    {
        Page = page;
        page.PageError += (_, fault) => _complaints.Enqueue($"{page.Url}: {fault}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Exceptions, answers that are errors, and refusals of the content policy, in the order of their coming.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
