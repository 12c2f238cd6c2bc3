using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>The four things that a user does, in a real browser.</summary>
public sealed partial class UserJobTests(SharedBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_space_is_checked_while_it_is_written_and_kept_when_it_is_sound()
    {
        using var folder = new TemporaryFolder();
        TinyStudy.Load(folder);
        await using var dashboard = await RunningDashboard.StartAsync(
            options => options with { StudyFolder = folder.Path }, new() { Models = new FixedShape(ModelShapes.BertTiny) }, Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "new"));
        var (file, check) = (tab.Page.GetByLabel("Study file"), tab.Page.Locator("#check"));

        foreach (var (field, text) in new[] { ("name", "built"), ("model", "model"), ("train", "train.tsv"), ("validation", "0.5"), ("text", "text"), ("trials", "7"), ("size.lora", "0, 2, 4") })
        {
            await tab.Page.Locator($"[name='sketch.{field}']").FillAsync(text);
        }

        await Expect(file).ToHaveValueAsync(SoundSizes());
        await Expect(check.Locator("table").First).ToContainTextAsync("built");
        await file.FillAsync(TinyStudy.Yaml.Replace("random", "randm", StringComparison.Ordinal));
        await Expect(check.Locator(".fault")).ToContainTextAsync("random");
        await file.FillAsync(TinyStudy.Yaml);
        await Expect(check.Locator("table").First).ToContainTextAsync("that keep every rule");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(check).ToContainTextAsync("Kept.");

        Assert.True(await dashboard.Store.ExistsAsync("tiny", Token));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_sweep_is_watched_without_reloading_and_paused_with_a_button()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"));
        await Expect(tab.Page.Locator("#live.on")).ToBeVisibleAsync();
        await tab.Page.EvaluateAsync("window.sameDocument = true");

        var claim = await dashboard.Store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)), Token);
        await dashboard.Store.StartAsync(claim!.Lease, Token);
        await dashboard.Store.FinishAsync(claim.Lease, SampleStudies.Completed(0.9), Token);

        await Expect(tab.Page.Locator("#best").GetByRole(AriaRole.Cell, new() { Name = "0.9", Exact = true }).First).ToBeVisibleAsync();
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.sameDocument === true"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(tab.Page.Locator(".head .state")).ToHaveTextAsync("Paused");
        Assert.Equal("Paused by this machine.", (await dashboard.Store.ReadStudyAsync("sample", Token)).StatusReason);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_front_answers_to_the_pointer_and_leads_to_trials()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample"));
        var (page, point) = (tab.Page, tab.Page.Locator("#front circle.front").First);

        await point.HoverAsync();
        await Expect(page.Locator(".hover")).ToContainTextAsync("Trial 0");
        var box = (await point.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X - 60, box.Y - 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 60, box.Y + 60);
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(Window());
        await Expect(page.Locator("#front a.button")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-plane][transform]")).ToHaveCountAsync(0);
        await point.ClickAsync();
        await Expect(page.Locator("h2.title").First).ToBeVisibleAsync();
        Assert.Equal("/sweeps/sample/trials/0", new Uri(page.Url).AbsolutePath);
        await page.GotoAsync("/sweeps/sample/trials?filter=state:completed%20or%20state:infeasible");
        await page.Locator("input[value='0']").CheckAsync();
        await page.Locator("input[value='1']").CheckAsync();
        await page.Locator("form.card button[type=submit]").ClickAsync();
        await Expect(page.Locator("tbody.different")).ToContainTextAsync("accuracy");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_recipe_is_chosen_and_downloaded()
    {
        await using var dashboard = await RunningDashboard.StartAsync(services: new() { Recipes = new OneFormat() }, cancellationToken: Token);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/sample/recipes"));
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Trial 0 is the knee");

        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.Locator("a[download]").First.ClickAsync());

        using var archive = ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal("weights", Assert.Single(archive.Entries).Name);
        Assert.Empty(tab.Complaints);
    }

    [GeneratedRegex(@"lora: \{ rank: \{ choices: \[0, 2, 4\] \} \}")]
    private static partial Regex SoundSizes();

    [GeneratedRegex("[?&]window=[^&,]+(,|%2C)[^&,]+(,|%2C)[^&,]+(,|%2C)[^&,]+")]
    private static partial Regex Window();

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
