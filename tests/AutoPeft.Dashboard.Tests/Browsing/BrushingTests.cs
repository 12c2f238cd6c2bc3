using System.Net.Http.Json;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>Ranges that a pointer draws on the axes of parallel coordinates.</summary>
public sealed class BrushingTests(SharedBrowser browser)
{
    private const string Study = "name: box\nparameters: { rate: { float: [0, 1] }, kind: { categorical: [red, green] } }\nobjectives: [error, { name: size, direction: minimize }]\nsampler: random\nbudget: { trials: 40 }\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_range_keeps_the_same_trials_in_the_picture_in_the_table_and_behind_its_link()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await FillAsync(dashboard.Client);
        await using var tab = await browser.OpenAsync(new(dashboard.Address, "sweeps/box/analysis"));
        await tab.Page.EvaluateAsync("document.getElementById('threads').open = true");

        // Around the lower of the two words.
        var box = await tab.Page.EvaluateAsync<float[]>(
            "(() => { const line = document.querySelector('[data-key=kind] line'); line.scrollIntoView({ block: 'center' }); const r = line.getBoundingClientRect(); return [r.x, r.y, r.height]; })()");
        await tab.Page.Mouse.MoveAsync(box[0], box[1] + box[2] - 1);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(box[0], box[1] + (0.6f * box[2]));
        await tab.Page.Mouse.UpAsync();

        var link = tab.Page.Locator("[data-brushed] a");
        await Expect(link).ToHaveTextAsync("List these 6 trials");
        await Expect(tab.Page.Locator("polyline.thread:not(.faded)")).ToHaveCountAsync(6);
        await Expect(tab.Page.Locator("[data-threads] tr[data-trial]:not(.faded)")).ToHaveCountAsync(6);
        await link.ClickAsync();
        await Expect(tab.Page.Locator("#count")).ToContainTextAsync("6 of 12 trials");
        Assert.Empty(tab.Complaints);
    }

    // Half of them green, which comes first and lies below.
    private static async Task FillAsync(HttpClient client)
    {
        using var made = await client.PostAsJsonAsync("/api/v1/studies", new { text = Study }, Token);
        made.EnsureSuccessStatusCode();
        for (var i = 0; i < 12; i++)
        {
            using var told = await client.PostAsJsonAsync(
                "/api/v1/studies/box/results",
                new { configuration = new { rate = i / 12.0, kind = i % 2 == 0 ? "red" : "green" }, result = new { error = 0.1 + (0.01 * i), size = 20 - i } },
                Token);
            told.EnsureSuccessStatusCode();
        }
    }
}
