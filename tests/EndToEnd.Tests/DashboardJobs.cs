using System.Diagnostics;
using System.Text.RegularExpressions;
using AutoPeft.Dashboard.Tests.Browsing;
using AutoPeft.TestKit.Files;
using SmallSweep = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The four things that a user does, in a browser before 'autopeft serve', over sweeps that are really carried out. One class a store.</summary>
public abstract partial class DashboardJobs : IAsyncDisposable
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
        Assert.SkipWhen(Browser.WhyNone is not null, Browser.WhyNone ?? string.Empty);
        SmallSweep.Write(Folder);
        await CommandLine.DocumentAsync(Folder.Path, ["sweep", "run", "small.yaml", .. await StoreAsync()]);
        var address = await ServeAsync();
        await using var browser = await Browser.StartAsync(Token);
        using var page = await browser.OpenAsync(new(address, "sweeps/small"), Token);

        await page.HoverAsync("#front circle.front", Token);
        await page.WaitAsync("document.querySelector('.hover:not([hidden])')?.textContent.startsWith('Trial ')", Token);
        await page.ClickAsync("#front a:has(circle.front)", Token);
        await page.WaitAsync("location.pathname.startsWith('/sweeps/small/trials/') && document.querySelector('#left a[download]') && document.querySelector('[id^=curve-] svg')", Token);
        Assert.True((double)(await page.EvaluateAsync("fetch(document.querySelector('#left a[download]').href).then(answer => answer.ok ? answer.arrayBuffer() : null).then(bytes => bytes?.byteLength ?? 0)", Token))! > 0);

        await page.GoAsync(new(address, "sweeps/small/recipes"), Token);
        await page.WaitAsync("document.querySelector('a[download]')", Token);
        Assert.Equal("80,75", (string?)await page.EvaluateAsync("fetch(document.querySelector('a[download]').href).then(answer => answer.arrayBuffer()).then(bytes => new Uint8Array(bytes.slice(0, 2)).join())", Token));

        await page.GoAsync(new(address, "new"), Token);
        await TypeAsync(page, (await File.ReadAllTextAsync(Folder.File("small.yaml"), Token)).Replace("name: small", "name: second", StringComparison.Ordinal));
        await page.WaitAsync("document.querySelector('#check')?.innerText.includes(\"trials of 'small'\")", Token);
        await page.ClickAsync("button[value=keep]", Token);
        await page.WaitAsync("document.body.innerText.includes('Kept.')", Token);
        foreach (var each in DashboardPages.Of("small"))
        {
            await page.GoAsync(new(address, each), Token);
        }

        Assert.Contains("second", (await CommandLine.DocumentAsync(Folder.Path, ["sweep", "list", .. await StoreAsync()])).GetRawText(), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_running_sweep_is_followed_without_reloading_until_it_has_finished()
    {
        Assert.SkipWhen(Browser.WhyNone is not null, Browser.WhyNone ?? string.Empty);
        await LaunchAsync(Define());
        var address = await ServeAsync();
        await using var browser = await Browser.StartAsync(Token);
        using var page = await browser.OpenAsync(address, Token);
        await page.WaitAsync("document.querySelector('#sweeps a[href=\"sweeps/running\"]')", Token);
        await page.GoAsync(new(address, "sweeps/running"), Token);
        await page.WaitAsync($"{Figure("completed")} === '3' && Number({Figure("running or state:leased")}) > 0", Token);
        await page.GoAsync(new(address, "sweeps/running/trials/0"), Token);
        await page.WaitAsync("document.querySelector('#log-1')?.textContent.includes('begun 0')", Token);

        await page.GoAsync(new(address, "sweeps/running"), Token);
        await page.ClickAsync("button[value=Pause]", Token);
        await page.WaitAsync(IsShared ? "document.querySelector('.head .state')?.innerText === 'Paused'" : "location.pathname === '/refused'", Token);
        if (IsShared)
        {
            await page.ClickAsync("button[value=Resume]", Token);
            await page.WaitAsync("document.querySelector('.head .state')?.innerText === 'Running'", Token);
        }

        await page.GoAsync(new(address, "sweeps/running"), Token);
        await page.EvaluateAsync("window.sameDocument = true", Token);
        Folder.Write("go", string.Empty);
        await page.WaitAsync($"document.querySelector('.head .state')?.innerText === 'Finished' && {Figure("completed")} === '{Trials}'", Token);
        Assert.True((bool)(await page.EvaluateAsync("window.sameDocument === true", Token))!);
        Assert.Empty(page.Complaints);
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

    private static string Figure(string state) => $"[...document.querySelectorAll('#figures a')].find(link => decodeURIComponent(link.href).endsWith('state:{state}'))?.innerText";

    private static async Task TypeAsync(BrowserPage page, string text) => await page.EvaluateAsync(
        $"(() => {{ const box = document.querySelector('textarea[data-check]'); box.value = {BrowserPage.Quote(text)}; box.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
        Token);

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
