using System.Diagnostics;
using System.Text.RegularExpressions;
using AutoPeft.BrowserKit;
using AutoPeft.Dashboard.Tests.Browsing;
using AutoPeft.TestKit.Files;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using SmallSweep = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The four things that a user does, in a browser before 'autopeft serve', over sweeps that are really carried out. One class a store.</summary>
public abstract partial class DashboardJobs(SharedBrowser browser) : IAsyncDisposable
{
    private const int Trials = 8;

    // Trials after the third wait for the file 'go': so a test and not the machine decides how far the sweep gets.
    private const string Trainer = """
        echo "begun $1"
        while [ ! -e go ] && [ "$1" -gt 2 ]; do sleep 0.05; done
        echo '{"result": {"accuracy": 0.5}}'
        """;

    private readonly StartedProcesses _processes = new();

    /// <summary>Whether a dashboard may change a sweep that another process carries out.</summary>
    protected abstract bool IsShared { get; }

    /// <summary>The folder of the test; commands run in it and keep their data in it.</summary>
    protected TemporaryFolder Folder { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finished_sweep_is_inspected_and_exported_and_the_next_one_is_defined()
    {
        Assert.SkipWhen(Chromium.WhyNone is not null, Chromium.WhyNone ?? string.Empty);
        SmallSweep.Write(Folder);
        await CommandLine.DocumentAsync(Folder.Path, ["sweep", "run", "small.yaml", .. await StoreAsync()]);
        var address = await ServeAsync();
        await using var tab = await browser.OpenAsync(new(address, "sweeps/small"));
        var (page, point) = (tab.Page, tab.Page.Locator("#front circle.front").First);

        await point.HoverAsync();
        await Expect(page.Locator(".hover")).ToContainTextAsync("Trial ");
        await point.ClickAsync();
        await Expect(page.Locator("[id^=curve-] svg").First).ToBeVisibleAsync();
        Assert.StartsWith("/sweeps/small/trials/", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.NotEmpty(await DownloadAsync(page, "#left a[download]"));

        await page.GotoAsync("/sweeps/small/recipes");
        Assert.Equal([80, 75], (await DownloadAsync(page, "a[download]"))[..2]);

        await page.GotoAsync("/new");
        await page.GetByLabel("Study file").FillAsync((await File.ReadAllTextAsync(Folder.File("small.yaml"), Token)).Replace("name: small", "name: second", StringComparison.Ordinal));
        await Expect(page.Locator("#check")).ToContainTextAsync("trials of 'small'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.Locator("#check")).ToContainTextAsync("Kept.");
        foreach (var each in DashboardPages.Of("small"))
        {
            await page.GotoAsync("/" + each);
        }

        Assert.Contains("second", (await CommandLine.DocumentAsync(Folder.Path, ["sweep", "list", .. await StoreAsync()])).GetRawText(), StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_running_sweep_is_followed_without_reloading_until_it_has_finished()
    {
        Assert.SkipWhen(Chromium.WhyNone is not null, Chromium.WhyNone ?? string.Empty);
        await LaunchAsync(Define());
        var address = await ServeAsync();
        await using var tab = await browser.OpenAsync(address);
        var (page, state) = (tab.Page, tab.Page.Locator(".head .state"));
        await Expect(page.Locator("#sweeps a[href='sweeps/running']")).ToBeVisibleAsync();
        await page.GotoAsync("/sweeps/running");
        await Expect(Figure(page, "completed")).ToHaveTextAsync("3");
        await Expect(Figure(page, "running or state:leased")).Not.ToHaveTextAsync("0");
        await page.GotoAsync("/sweeps/running/trials/0");
        await Expect(page.Locator("#log-1")).ToContainTextAsync("begun 0");

        await page.GotoAsync("/sweeps/running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        if (IsShared)
        {
            await Expect(state).ToHaveTextAsync("Paused");
            await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
            await Expect(state).ToHaveTextAsync("Running");
        }
        else
        {
            await Expect(page).ToHaveURLAsync(new Regex("/refused"));
        }

        await page.GotoAsync("/sweeps/running");
        await page.EvaluateAsync("window.sameDocument = true");
        Folder.Write("go", string.Empty);
        await Expect(state).ToHaveTextAsync("Finished");
        await Expect(Figure(page, "completed")).ToHaveTextAsync($"{Trials}");
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
        Assert.Empty(tab.Complaints);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _processes.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The options that name the store, the same at each call.</summary>
    protected abstract Task<string[]> StoreAsync();

    /// <summary>Starts a sweep that goes on.</summary>
    protected abstract Task LaunchAsync(string file);

    /// <summary>Starts a command that goes on; it is ended with the test.</summary>
    /// <returns>What it prints, and what it complains.</returns>
    protected Process Start(params IEnumerable<string> arguments)
    {
        var process = _processes.Add(CommandLine.Open(Folder.Path, arguments));
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private string Define()
    {
        SmallSweep.Write(Folder);
        Folder.Write("train.sh", Trainer);
        var study = File.ReadAllText(Folder.File("small.yaml")).Replace("name: small", "name: running", StringComparison.Ordinal)
            .Replace("trials: 4", $"trials: {Trials}", StringComparison.Ordinal);
        return Folder.Write("running.yaml", $"{study}\nconcurrency: 4\ndeterministic: false\nrunner: {{ command: [sh, train.sh, \"{{trial}}\"] }}\n");
    }

    private static ILocator Figure(IPage page, string state) => page.Locator($"#figures a[href$='{Uri.EscapeDataString("state:" + state)}']");

    private static async Task<byte[]> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(link).First.ClickAsync());

        return await File.ReadAllBytesAsync(await download.PathAsync(), Token);
    }

    private async Task<Uri> ServeAsync()
    {
        var dashboard = Start(["serve", "--port", "0", .. await StoreAsync()]);
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        dashboard.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                found.TrySetException(new InvalidOperationException("The dashboard ended."));
            }
            else if (Address().Match(line.Data) is { Success: true } match)
            {
                found.TrySetResult(new(match.Value + "/"));
            }
        };
        dashboard.BeginErrorReadLine();
        return await found.Task.WaitAsync(Token);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
