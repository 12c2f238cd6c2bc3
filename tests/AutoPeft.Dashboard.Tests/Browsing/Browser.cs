using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>A real Chromium without a window. Also compiled into the benchmarks.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly HttpClient _control;

    private Browser(Process process, DirectoryInfo profile, HttpClient control) => (_process, _profile, _control) = (process, profile, control);

    /// <summary>Why no browser can be started; null where one can.</summary>
    public static string? WhyNone => Find() is null ? $"No browser: none of {string.Join(", ", Names)} is on the PATH." : null;

    /// <summary>Starts one.</summary>
    /// <exception cref="FileNotFoundException">None is installed.</exception>
    public static async Task<Browser> StartAsync(CancellationToken cancellationToken)
    {
        var path = Find() ?? throw new FileNotFoundException(WhyNone);
        var profile = Directory.CreateTempSubdirectory("autopeft-browser-");
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--window-size=1280,1000", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var port = await PortAsync(profile, cancellationToken);
        return new(process, profile, new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") });
    }

    /// <summary>A new page at an address.</summary>
    public async Task<BrowserPage> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var answer = await _control.PutAsync("/json/new?about:blank", null, cancellationToken);
        var target = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        var page = await BrowserPage.ConnectAsync(new((string)target!["webSocketDebuggerUrl"]!), cancellationToken);
        await page.GoAsync(address, cancellationToken);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _control.Dispose();
        for (var i = 0; i < 300 && _profile.Exists; i++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System); // Its helpers still write for a moment.
            }
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static async Task<string> PortAsync(DirectoryInfo profile, CancellationToken cancellationToken)
    {
        var file = Path.Combine(profile.FullName, "DevToolsActivePort");
        for (var i = 0; i < 1800; i++)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancellationToken) is [var port, _, ..])
            {
                return port;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }

        throw new TimeoutException("The browser did not start.");
    }
}
