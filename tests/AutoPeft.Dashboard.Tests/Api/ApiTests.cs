using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Api;

public sealed class ApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trials_come_page_by_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var first = await ReadAsync(dashboard, "/api/v1/studies/sample/trials?size=2&sort=number");
        var second = await ReadAsync(dashboard, $"/api/v1/studies/sample/trials?size=2&sort=number&after={first["next"]}");

        Assert.Equal(3, (int)first["matching"]!);
        Assert.Equal([0, 1], first["items"]!.AsArray().Select(item => (int)item!["number"]!));
        Assert.Equal([2], second["items"]!.AsArray().Select(item => (int)item!["number"]!));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_used_is_a_problem_with_its_faults()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var response = await dashboard.Client.GetAsync("/api/v1/studies/sample/trials?filter=acuracy>1", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("accuracy", (string)(await response.Content.ReadFromJsonAsync<JsonNode>(Token))!["faults"]![0]!["remedy"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var tag = (await dashboard.Client.GetAsync("/api/v1/studies/sample", Token)).Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(dashboard, tag)).StatusCode);
        await dashboard.Store.CancelAsync("sample", 2, "not needed", Token);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(dashboard, tag)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/keys")]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/webhooks")]
    [InlineData("/api/v1/workers")]
    [InlineData("/api/v1/studies")]
    [InlineData("/api/v1/queue")]
    [InlineData("/api/v1/me")]
    public async Task A_list_that_did_not_change_is_not_sent_again(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var tag = (await dashboard.Client.GetAsync(address, Token)).Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(dashboard, tag, address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(dashboard, new("\"another\"", isWeak: true), address)).StatusCode);
    }

    [Fact]
    public async Task A_list_that_changed_has_another_tag_and_a_refusal_none()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var before = (await dashboard.Client.GetAsync("/api/v1/keys", Token)).Headers.ETag!;
        await dashboard.Keys.IssueAsync("robot", AutoPeft.Trials.Accounts.AccessRole.Viewer, Token);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(dashboard, before, "/api/v1/keys")).StatusCode);
        Assert.Null((await dashboard.Client.GetAsync("/api/v1/studies/none", Token)).Headers.ETag);
    }

    [Fact]
    public async Task A_write_with_a_key_is_done_once()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var configuration = new JsonObject { ["lora.rank"] = 77, ["layer.0"] = true, ["schedule"] = "linear" };
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/studies/sample/trials");
            request.Headers.Add("Idempotency-Key", "k1");
            request.Content = JsonContent.Create(new JsonObject { ["configuration"] = configuration.DeepClone(), ["label"] = "mine" });
            var response = await dashboard.Client.SendAsync(request, Token);
            Assert.Equal("/api/v1/studies/sample/trials/3", response.Headers.Location!.OriginalString);
        }

        Assert.Equal(4, (await dashboard.Store.ReadStudyAsync("sample", Token)).Trials.Length);
    }

    [Fact]
    public async Task A_write_that_is_sent_several_times_at_once_with_a_key_is_done_once()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/studies/sample/trials");
            request.Headers.Add("Idempotency-Key", "k2");
            request.Content = JsonContent.Create(new JsonObject { ["configuration"] = new JsonObject { ["lora.rank"] = 78, ["layer.0"] = true, ["schedule"] = "linear" } });
            return (await dashboard.Client.SendAsync(request, Token)).Headers.Location!.OriginalString;
        }));

        Assert.Equal(["/api/v1/studies/sample/trials/3"], answers.Distinct());
        Assert.Equal(4, (await dashboard.Store.ReadStudyAsync("sample", Token)).Trials.Length);
    }

    [Fact]
    public async Task A_configuration_that_was_tried_before_is_repeated_with_another_seed()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var configuration = (await ReadAsync(dashboard, "/api/v1/studies/sample/trials/0"))["trial"]!["configuration"]!.DeepClone();
        for (var i = 0; i < 2; i++)
        {
            await dashboard.Client.PostAsJsonAsync("/api/v1/studies/sample/trials", new JsonObject { ["configuration"] = configuration.DeepClone() }, Token);
        }

        var trials = (await dashboard.Store.ReadStudyAsync("sample", Token)).Trials;
        Assert.Equal([0, 1], trials.Where(trial => trial.Origin == TrialOrigin.Enqueued).Select(trial => trial.Replicate));
        Assert.NotEqual(trials[3].Seed, trials[4].Seed);
    }

    [Fact]
    public async Task A_sweep_is_paused_resumed_and_stopped_by_name()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var seen = new List<StudyStatus>();
        foreach (var command in new[] { "pause", "resume", "stop" })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.PostAsync($"/api/v1/studies/sample/{command}", null, Token)).StatusCode);
            seen.Add((await dashboard.Store.ReadStudyAsync("sample", Token)).Status);
        }

        Assert.Equal([StudyStatus.Paused, StudyStatus.Running, StudyStatus.Finished], seen);
        Assert.Equal("Stopped by this machine.", (await dashboard.Store.ReadStudyAsync("sample", Token)).StatusReason);
    }

    [Fact]
    public async Task Only_what_failed_is_tried_again()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.Equal(HttpStatusCode.Conflict, (await dashboard.Client.PostAsync("/api/v1/studies/sample/trials/0/retry", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.PostAsync("/api/v1/studies/sample/trials/1/retry", null, Token)).StatusCode);
        Assert.Equal(TrialState.Queued, (await dashboard.Store.ReadStudyAsync("sample", Token)).Trials[1].State);
    }

    [Fact]
    public async Task The_description_names_every_address_and_the_page_shows_them()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var document = await ReadAsync(dashboard, "/openapi/v1.json");
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToArray();

        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Contains("/api/v1/studies/{name}/trials/{number}", paths);
        Assert.All(paths, path => Assert.StartsWith("/api/v1", path, StringComparison.Ordinal));
        Assert.Contains("/api/v1/studies/{name}/placement", await dashboard.Client.GetStringAsync("/api", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/studies")]
    [InlineData("/api/v1/studies/sample/front")]
    [InlineData("/api/v1/studies/sample/hypervolume")]
    [InlineData("/api/v1/studies/sample/placement")]
    [InlineData("/api/v1/studies/sample/definition")]
    [InlineData("/api/v1/audit")]
    [InlineData("/api/v1/keys")]
    public async Task Everything_can_be_read(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.NotNull(await ReadAsync(dashboard, address));
    }

    private static async Task<HttpResponseMessage> GetAsync(RunningDashboard dashboard, EntityTagHeaderValue tag, string address = "/api/v1/studies/sample")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);

        return await dashboard.Client.SendAsync(request, Token);
    }

    private static async Task<JsonNode> ReadAsync(RunningDashboard dashboard, string address) =>
        JsonNode.Parse(await dashboard.Client.GetStringAsync(address, Token))!;
}
