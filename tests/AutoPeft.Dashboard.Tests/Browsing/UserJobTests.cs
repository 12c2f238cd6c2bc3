using System.Collections.Immutable;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>The four things that a user does, in a real browser.</summary>
public sealed class UserJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_space_is_checked_while_it_is_written_and_kept_when_it_is_sound()
    {
        await using var browser = await Browsers.StartAsync(Token);
        using var folder = new TemporaryFolder();
        TinyStudy.Load(folder);
        await using var dashboard = await RunningDashboard.StartAsync(
            options => options with { StudyFolder = folder.Path }, new() { Models = new FixedShape(ModelShapes.BertTiny) }, Token);
        using var page = await browser.OpenAsync(new(dashboard.Address, "new"), Token);

        await FillAsync(page, ("name", "built"), ("model", "model"), ("train", "train.tsv"), ("validation", "0.5"), ("text", "text"), ("trials", "7"), ("size.lora", "0, 2, 4"));
        await page.WaitAsync("document.querySelector('textarea[data-check]').value.includes('lora: { rank: { choices: [0, 2, 4] } }') && document.querySelector('#check table')?.innerText.includes('built')", Token);
        await TypeAsync(page, TinyStudy.Yaml.Replace("random", "randm", StringComparison.Ordinal));
        await page.WaitAsync("document.querySelector('#check .fault')?.innerText.includes('random')", Token);
        await TypeAsync(page, TinyStudy.Yaml);
        await page.WaitAsync("document.querySelector('#check table')?.innerText.includes('that keep every rule')", Token);
        await page.ClickAsync("button[value=keep]", Token);
        await page.WaitAsync("document.body.innerText.includes('Kept.')", Token);

        Assert.True(await dashboard.Store.ExistsAsync("tiny", Token));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_sweep_is_watched_without_reloading_and_paused_with_a_button()
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        using var page = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"), Token);
        await page.WaitAsync("document.getElementById('live').innerText === '● live' || document.getElementById('live').classList.contains('on')", Token);
        await page.EvaluateAsync("window.sameDocument = true", Token);

        var claim = await dashboard.Store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)), Token);
        await dashboard.Store.StartAsync(claim!.Lease, Token);
        await dashboard.Store.FinishAsync(claim.Lease, SampleStudies.Completed(0.9), Token);

        await page.WaitAsync("[...document.querySelectorAll('#best td')].some(cell => cell.innerText === '0.9')", Token);
        Assert.True((bool)(await page.EvaluateAsync("window.sameDocument === true", Token))!);
        await page.ClickAsync("button[value=Pause]", Token);
        await page.WaitAsync("document.querySelector('.head .state')?.innerText === 'Paused'", Token);
        Assert.Equal("Paused by this machine.", (await dashboard.Store.ReadStudyAsync("sample", Token)).StatusReason);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_front_answers_to_the_pointer_and_leads_to_trials()
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var page = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"), Token);

        await page.HoverAsync("#front circle.front", Token);
        await page.WaitAsync("document.querySelector('.hover:not([hidden])')?.textContent.startsWith('Trial 0')", Token);
        var (x, y) = await page.PlaceOfAsync("#front circle.front", Token);
        await page.DragAsync((x - 60, y - 60), (x + 60, y + 60), Token);
        await page.WaitAsync("new URLSearchParams(location.search).get('window')?.split(',').length === 4 && document.querySelector('#front a.button') && !document.querySelector('[data-plane][transform]')", Token);
        await page.ClickAsync("#front a:has(circle.front)", Token);
        await page.WaitAsync("location.pathname === '/sweeps/sample/trials/0' && document.querySelector('h2.title')", Token);
        await page.GoAsync(new(dashboard.Address, "sweeps/sample/trials?filter=state:completed%20or%20state:infeasible"), Token);
        await page.ClickAsync("input[value='0']", Token);
        await page.ClickAsync("input[value='1']", Token);
        await page.ClickAsync("form.card button[type=submit]", Token);
        await page.WaitAsync("document.querySelector('tbody.different')?.innerText.includes('accuracy')", Token);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_recipe_is_chosen_and_downloaded()
    {
        await using var browser = await Browsers.StartAsync(Token);
        await using var dashboard = await RunningDashboard.StartAsync(services: new() { Recipes = new OneFormat() }, cancellationToken: Token);
        using var page = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample/recipes"), Token);
        await page.WaitAsync("document.body.innerText.includes('Trial 0 is the knee')", Token);

        var size = await page.EvaluateAsync(
            "fetch(document.querySelector('a[download]').href).then(answer => answer.arrayBuffer()).then(bytes => new Uint8Array(bytes.slice(0, 2)).join())", Token);

        Assert.Equal("80,75", (string?)size);
        Assert.Empty(page.Complaints);
    }

    private static async Task FillAsync(BrowserPage page, params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
        {
            await page.EvaluateAsync(
                $"(() => {{ const box = document.getElementsByName({BrowserPage.Quote("sketch." + field)})[0]; box.value = {BrowserPage.Quote(text)}; box.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
                Token);
        }
    }

    private static async Task TypeAsync(BrowserPage page, string text) => await page.EvaluateAsync(
        $"(() => {{ const box = document.querySelector('textarea[data-check]'); box.value = {BrowserPage.Quote(text)}; box.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
        Token);

    private sealed class OneFormat : IRecipeSource
    {
        public Task<ImmutableArray<RecipeVerdict>> JudgeAsync(string study, int trial, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<RecipeVerdict>>([new("plain", "Plain", "exact", string.Empty)]);

        public async Task ExportAsync(RecipeRequest request, string folder, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "weights"), "numbers", cancellationToken);
        }
    }
}
