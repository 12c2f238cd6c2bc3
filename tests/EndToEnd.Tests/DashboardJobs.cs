using System.Diagnostics;
using System.IO.Compression;
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
    public async Task The_four_jobs_are_done_on_a_finished_sweep()
    {
        Assert.SkipWhen(Chromium.WhyNone is not null, Chromium.WhyNone ?? string.Empty);
        SmallSweep.Write(Folder);
        await CommandLine.DocumentAsync(Folder.Path, ["sweep", "run", "small.yaml", .. await StoreAsync()]);
        var address = await ServeAsync();
        await using var tab = await browser.OpenAsync(address);

        await InspectAsync(tab.Page, "small");
        await ExportAsync(tab.Page, "small");
        await DefineAsync(tab.Page, Varied("second", "trials: 3"), "trials of 'small'");
        await LaunchKeptAsync(tab.Page, "second");
        await Expect(tab.Page.Locator(".head .state")).ToHaveTextAsync("Finished");
        await Expect(Figure(tab.Page, "completed")).Not.ToHaveTextAsync("0");
        foreach (var each in DashboardPages.Of("small"))
        {
            await tab.Page.GotoAsync("/" + each);
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_four_jobs_are_done_on_a_sweep_that_goes_on()
    {
        Assert.SkipWhen(Chromium.WhyNone is not null, Chromium.WhyNone ?? string.Empty);
        SmallSweep.Write(Folder);
        var address = await ServeAsync();
        await using var tab = await browser.OpenAsync(address);
        var (page, state) = (tab.Page, tab.Page.Locator(".head .state"));

        await DefineAsync(page, Varied("endless", "trials: 100000"), "that keep every rule");
        await LaunchKeptAsync(page, "endless");
        await Expect(state).ToHaveTextAsync("Running");
        await Expect(page.Locator("#front circle.front").First).ToBeVisibleAsync();
        await InspectAsync(page, "endless");
        await ExportAsync(page, "endless");
        await page.GotoAsync("/sweeps/endless");
        await Expect(state).ToHaveTextAsync("Running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await (IsShared ? Expect(state).ToHaveTextAsync("Finished") : Expect(page).ToHaveURLAsync(Refused()));

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
            await Expect(page).ToHaveURLAsync(Refused());
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

    /// <summary>Starts a sweep that was kept in the browser as the page that kept it says, and opens its page there.</summary>
    protected abstract Task LaunchKeptAsync(IPage page, string study);

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

    private static async Task InspectAsync(IPage page, string study)
    {
        await page.GotoAsync($"/sweeps/{study}");
        var point = page.Locator("#front circle.front").First;
        await point.HoverAsync();
        await Expect(page.Locator(".hover")).ToContainTextAsync("Trial ");
        await point.ClickAsync();
        await Expect(page.Locator("[id^=curve-] svg").First).ToBeVisibleAsync();
        Assert.StartsWith($"/sweeps/{study}/trials/", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.NotEmpty(await DownloadAsync(page, "#left a[download]"));
    }

    private static async Task ExportAsync(IPage page, string study)
    {
        await page.GotoAsync($"/sweeps/{study}/recipes");
        await page.GetByLabel("Choose").SelectOptionAsync("best");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Best());
        using var archive = new ZipArchive(new MemoryStream(await DownloadAsync(page, "#main a[download]")));
        Assert.Contains(archive.Entries, static file => file.Name == "autopeft_recipe.json");
    }

    private static async Task DefineAsync(IPage page, string text, string verdict)
    {
        await page.GotoAsync("/new");
        await page.GetByLabel("Study file").FillAsync(text);
        await Expect(page.Locator("#check")).ToContainTextAsync(verdict);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.Locator("#check")).ToContainTextAsync("Kept.");
    }

    // The study of the folder under another name, with rates to choose from, so that there is always something new to try.
    private string Varied(string name, string budget) => File.ReadAllText(Folder.File("small.yaml"))
        .Replace("name: small", $"name: {name}", StringComparison.Ordinal)
        .Replace("trials: 4", budget, StringComparison.Ordinal)
        .Replace("learning_rate: 1e-2", "learning_rate: { float: [5e-3, 2e-2], scale: log }", StringComparison.Ordinal);

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

    [GeneratedRegex("[?&]want=best")]
    private static partial Regex Best();

    [GeneratedRegex("/refused")]
    private static partial Regex Refused();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
