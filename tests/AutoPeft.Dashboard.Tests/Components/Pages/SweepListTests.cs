using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Tests.Api;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Components.Pages;

public sealed class SweepListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sweep_says_whose_it_is()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.Contains("<td data-label=\"owner\">anna</td>", await dashboard.Client.GetStringAsync("/", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_instead_of_an_empty_table()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var page = await dashboard.Client.GetStringAsync("/?search=nothing+like+that", Token);

        Assert.Contains("No sweep is like that.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<thead>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_belongs_to_who_made_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        dashboard.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await dashboard.Keys.IssueAsync("otto", AccessRole.Operator, Token)).Text);

        await dashboard.Client.PostAsJsonAsync("/api/v1/studies", new { text = ApiWalk.Box }, Token);

        var study = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/v1/studies/box", Token))!;
        Assert.Equal("otto", (string?)study["owner"]);
    }

    [Fact]
    public async Task Where_nobody_logs_in_a_sweep_belongs_to_who_runs_the_dashboard()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        await dashboard.Client.PostAsJsonAsync("/api/v1/studies", new { text = ApiWalk.Box }, Token);

        Assert.Equal(Environment.UserName, (await dashboard.Store.ReadStudyAsync("box", Token)).Header.Owner);
    }
}
