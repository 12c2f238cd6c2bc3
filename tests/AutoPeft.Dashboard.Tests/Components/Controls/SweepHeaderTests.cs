using System.Net;
using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Components.Controls;

public sealed class SweepHeaderTests
{
    private static readonly string Sentence = WebUtility.HtmlEncode(Interrupted.Sentence).Replace("&#39;", "&#x27;", StringComparison.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?state=interrupted")]
    [InlineData("/sweeps/sample")]
    [InlineData("/sweeps/sample/trials")]
    [InlineData("/sweeps/sample/events")]
    [InlineData("/workers")]
    public async Task A_sweep_whose_process_was_killed_is_nowhere_said_to_be_carried_out_and_what_continues_it_is(string page)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await Interrupted.StartAsync(dashboard, Token);
        Assert.DoesNotContain(Sentence, await dashboard.Client.GetStringAsync(page, Token), StringComparison.Ordinal);

        Interrupted.Kill(dashboard);

        var after = await dashboard.Client.GetStringAsync(page, Token);
        Assert.Contains(Sentence, after, StringComparison.Ordinal);
        Assert.DoesNotContain(">Running</span>", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Such_a_sweep_is_not_among_those_that_run()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await Interrupted.StartAsync(dashboard, Token);
        Interrupted.Kill(dashboard);

        Assert.Contains("No sweep is like that.", await dashboard.Client.GetStringAsync("/?state=running", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_says_so_too_also_to_who_has_read_the_study_before()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await Interrupted.StartAsync(dashboard, Token);
        using var before = await dashboard.Client.GetAsync("/api/v1/studies/sample", Token);
        dashboard.Client.DefaultRequestHeaders.IfNoneMatch.Add(before.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await dashboard.Client.GetAsync("/api/v1/studies/sample", Token)).StatusCode);

        Interrupted.Kill(dashboard);

        var study = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/v1/studies/sample", Token))!;
        Assert.True((bool)study["interrupted"]!);
        Assert.Equal([Interrupted.Sentence], study["warnings"]!.AsArray().Select(warning => (string)warning!));
        var listed = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/v1/studies", Token))!["items"]![0]!;
        Assert.Equal(Interrupted.Sentence, (string?)listed["interruption"]);
    }
}
