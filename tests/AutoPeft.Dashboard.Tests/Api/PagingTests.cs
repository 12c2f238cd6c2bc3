using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests.Api;

/// <summary>Every list comes page by page, from the API and on the pages.</summary>
public sealed class PagingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/keys", "name")]
    [InlineData("/api/v1/users", "name")]
    [InlineData("/api/v1/webhooks", "id")]
    [InlineData("/api/v1/workers", "name")]
    [InlineData("/api/v1/studies", "name")]
    [InlineData("/api/v1/queue", "study")]
    [InlineData("/api/v1/studies/many/front", "number")]
    public async Task The_pages_of_a_list_hold_everything_once(string address, string key)
    {
        await using var dashboard = await StartAsync();
        var seen = new List<string>();
        var (after, matching) = ((string?)string.Empty, 0);
        while (after is not null)
        {
            var page = JsonNode.Parse(await dashboard.Client.GetStringAsync($"{address}?size=2&after={Uri.EscapeDataString(after)}", Token))!;
            var items = page["items"]!.AsArray();
            Assert.InRange(items.Count, 1, 2);
            seen.AddRange(items.Select(item => item![key]!.ToString()));
            (after, matching) = ((string?)page["next"], (int)page["matching"]!);
        }

        Assert.Equal((matching, matching), (seen.Count, seen.Distinct().Count()));
        Assert.True(matching >= 2, address);
    }

    [Theory]
    [InlineData("/settings", "users", "user-", 61)]
    [InlineData("/settings", "keys", "key-", 60)]
    [InlineData("/workers", "workers", "worker-", 130)]
    [InlineData("/workers", "sweeps", "sweeps/s-", 119)]
    [InlineData("/", "sweeps", "sweeps/s-", 119)]
    public async Task A_long_list_of_a_page_leads_on_to_the_rest(string address, string what, string name, int count)
    {
        await using var dashboard = await StartAsync(users: 61, keys: 60, studies: 119, workers: 130);
        var seen = new HashSet<string>();
        for (var next = address; next is not null;)
        {
            var page = await dashboard.Client.GetStringAsync(next, Token);
            seen.UnionWith(Regex.Matches(page, $"{name}[0-9]+").Select(match => match.Value));
            next = Regex.Match(page, $"rel=\"next\" href=\"([^\"]+)\">Next page<span class=\"hidden\"> of {what}<") is { Success: true } link
                ? $"/{System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)}" : null;
        }

        Assert.Equal(count, seen.Count);
    }

    private static async Task<RunningDashboard> StartAsync(int users = 3, int keys = 3, int studies = 3, int workers = 3)
    {
        var accounts = new FileUserStore(null, TimeProvider.System);
        for (var i = 0; i < users; i++)
        {
            await accounts.AddAsync(new($"user-{i}", AccessRole.Viewer, "no password", DateTimeOffset.UnixEpoch) { Stamp = "0" }, Token);
        }

        var dashboard = await RunningDashboard.StartAsync(services: new() { Users = accounts, Workers = new Crowd(workers) }, cancellationToken: Token);
        for (var i = 0; i < keys; i++)
        {
            await dashboard.Keys.IssueAsync($"key-{i}", AccessRole.Viewer, Token);
            await dashboard.Client.PostAsJsonAsync("/api/v1/webhooks", new { address = $"https://example.org/{i}", secret = "0123456789abcdef" }, Token);
        }

        for (var i = 0; i < studies; i++)
        {
            await dashboard.Store.CreateStudyAsync(SampleStudies.Header($"s-{i}"), Token);
        }

        await FrontAsync(dashboard);
        return dashboard;
    }

    // Five trials, of which each is better and larger than the last.
    private static async Task FrontAsync(RunningDashboard dashboard)
    {
        await dashboard.Store.CreateStudyAsync(SampleStudies.Header("many"), Token);
        await dashboard.Store.EnqueueAsync("many", SampleStudies.Proposals(1, 2, 3, 4, 5), Token);
        for (var i = 1; i <= 5; i++)
        {
            var claim = (await dashboard.Store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)) { Study = "many" }, Token))!;
            await dashboard.Store.StartAsync(claim.Lease, Token);
            await dashboard.Store.FinishAsync(claim.Lease, SampleStudies.Completed(0.1 * i) with { Values = [0.1 * i, 1000 * i] }, Token);
        }
    }

    private sealed class Crowd(int count) : IWorkerRegistry
    {
        public Task<ImmutableArray<WorkerStatus>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<WorkerStatus>>(
            [.. Enumerable.Range(0, count).Select(i => new WorkerStatus($"worker-{i}", null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch))]);

        public Task<bool> ReportAsync(WorkerStatus worker, TimeSpan validity, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task LeaveAsync(string worker, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> DrainAsync(string worker, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
