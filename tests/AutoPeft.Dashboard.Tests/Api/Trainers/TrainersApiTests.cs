using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Audit;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Api.Trainers;

public sealed class TrainersApiTests
{
    private const string Box = """
        name: box
        parameters: { rate: { float: [0, 1] }, size: { integer: [1, 8] } }
        objectives: [error]
        sampler: random
        budget: { trials: 2 }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trainer_asks_reports_and_tells_until_there_is_nothing_left(bool opensForEachChange)
    {
        await using var dashboard = await StartAsync(opensForEachChange);
        for (var i = 0; i < 2; i++)
        {
            var given = (await OkAsync(dashboard, "box/ask", new { trainer = "gpu-7", leaseSeconds = 60 }))["trial"]!;
            var lease = (string)given["lease"]!;
            Assert.Equal((i, 1, "error"), ((int)given["number"]!, (int)given["attempt"]!, (string)given["objectives"]![0]!));
            Assert.Equal("continue", (string)(await OkAsync(dashboard, $"box/trials/{i}/report", new { lease, step = 1, metrics = new { error = 0.5, loss = "NaN" } }))["verdict"]!);
            Assert.Equal("continue", (string)(await OkAsync(dashboard, $"box/trials/{i}/report", new { lease, step = 2, checkpoint = "step-2/state.pt" }))["verdict"]!);
            Assert.Equal("Completed", (string)(await OkAsync(dashboard, $"box/trials/{i}/tell", new { lease, result = new { error = 0.25 } }))["state"]!);
        }

        var last = await OkAsync(dashboard, "box/ask", new { });
        Assert.Equal((true, "The budget of 2 trials is spent."), ((bool)last["done"]!, (string)last["reason"]!));
        var study = await dashboard.Store.ReadStudyAsync("box", Token);
        Assert.Equal((2, StudyStatus.Finished), (study.Count(TrialState.Completed), study.Status));
        Assert.All(study.Trials, trial => Assert.Equal(("gpu-7", 2, "step-2/state.pt"), (trial.Attempts[0].Worker, trial.Measurements.Count, trial.Attempts[0].Checkpoint!.Path)));
    }

    [Fact]
    public async Task Trainers_that_ask_at_the_same_time_each_get_another_trial()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);

        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OkAsync(dashboard, "box/ask", new { })));

        Assert.Equal([0, 1], given.Where(answer => answer["trial"] is not null).Select(answer => (int)answer["trial"]!["number"]!).Order());
        Assert.All(given.Where(answer => answer["trial"] is null), answer => Assert.Equal((false, 5), ((bool)answer["done"]!, (int)answer["retryAfterSeconds"]!)));
    }

    [Fact]
    public async Task A_trial_whose_trainer_is_lost_is_given_to_the_next_and_the_lost_one_is_told_so()
    {
        var time = new ManualTime();
        await using var dashboard = await StartAsync(opensForEachChange: true, time);
        var lost = (string)(await OkAsync(dashboard, "box/ask", new { leaseSeconds = 30 }))["trial"]!["lease"]!;
        time.Advance(TimeSpan.FromSeconds(31));
        var next = (await OkAsync(dashboard, "box/ask", new { trainer = "second" }))["trial"]!;

        var verdict = await OkAsync(dashboard, "box/trials/0/report", new { lease = lost });
        var late = await SendAsync(dashboard, "box/trials/0/tell", new { lease = lost, result = new { error = 0.1 } });

        Assert.Equal((0, 2), ((int)next["number"]!, (int)next["attempt"]!));
        Assert.Equal("cancel", (string)verdict["verdict"]!);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.EndsWith("The trial was given to second.", (string)(await late.Content.ReadFromJsonAsync<JsonNode>(Token))!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_trial_is_held_the_other_commands_still_work_and_calling_it_off_reaches_its_trainer()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);
        var lease = (string)(await OkAsync(dashboard, "box/ask", new { }))["trial"]!["lease"]!;

        var cancelled = await dashboard.Client.PostAsync("/api/v1/studies/box/trials/0/cancel", null, Token);

        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        var verdict = await OkAsync(dashboard, "box/trials/0/report", new { lease });
        Assert.Equal(("cancel", "Called off by this machine."), ((string)verdict["verdict"]!, (string)verdict["reason"]!));
    }

    [Fact]
    public async Task When_nobody_holds_a_trial_any_more_other_programs_may_write_the_study()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);
        var lease = (string)(await OkAsync(dashboard, "box/ask", new { }))["trial"]!["lease"]!;
        await OkAsync(dashboard, "box/trials/0/release", new { lease, reason = "going home" });

        await using var other = new JournalTrialStore(Path.GetDirectoryName(dashboard.Folder)!, TimeProvider.System);
        await other.OpenStudyAsync("box", Token);

        Assert.Equal("going home", (await other.ReadStudyAsync("box", Token)).Trials[0].Attempts[0].Reason);
    }

    [Fact]
    public async Task A_write_that_is_sent_again_gets_the_same_trial_and_the_same_answer()
    {
        await using var dashboard = await StartAsync(opensForEachChange: false);
        var asked = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            asked.Add((await OkAsync(dashboard, "box/ask", new { }, "ask-1")).ToJsonString());
        }

        var tell = new { lease = (string)JsonNode.Parse(asked[0])!["trial"]!["lease"]!, result = new { error = 0.5 } };
        await OkAsync(dashboard, "box/trials/0/tell", tell, "tell-1");
        var again = await SendAsync(dashboard, "box/trials/0/tell", tell, "tell-1");
        var replayed = await SendAsync(dashboard, "box/trials/0/tell", tell, "tell-2");
        var other = await SendAsync(dashboard, "box/trials/0/tell", new { tell.lease, result = new { error = 0.1 } }, "tell-1");

        Assert.Equal(asked[0], asked[1]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity), (again.StatusCode, replayed.StatusCode, other.StatusCode));
        Assert.Equal(0.5, (await dashboard.Store.ReadStudyAsync("box", Token)).Trials[0].Values!.Value[0]);
    }

    [Fact]
    public async Task A_configuration_of_ones_own_is_told_and_must_lie_in_the_space()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);

        var told = await SendAsync(dashboard, "box/results", new { configuration = new { rate = 0.5, size = 3 }, result = new { error = 0.2 } });
        var outside = await SendAsync(dashboard, "box/results", new { configuration = new { rate = 0.5, size = 99 }, result = new { error = 0.2 } });

        Assert.Equal((HttpStatusCode.Created, "/api/v1/studies/box/trials/0"), (told.StatusCode, told.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.BadRequest, outside.StatusCode);
        Assert.Single((await dashboard.Store.ReadStudyAsync("box", Token)).Trials);
    }

    [Theory]
    [InlineData("ask", """{"trainer":"a\u0000b"}""", 400)]
    [InlineData("ask", """{"leaseSeconds":1}""", 400)]
    [InlineData("ask", """{"leaseSeconds":1e99}""", 400)]
    [InlineData("ask", """{"trainer":""", 400)]
    [InlineData("ask", """["trainer"]""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","metrics":{"error":1}}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"metrics":{"a\u0000":1}}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"metrics":{"\ud800":1}}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"metrics":[]}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"checkpoint":"../../../etc/passwd"}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"checkpoint":"/etc/passwd"}""", 400)]
    [InlineData("trials/0/report", """{"lease":"LEASE","step":1,"checkpoint":"C:\\Windows"}""", 400)]
    [InlineData("trials/0/report", """{"lease":"99.300"}""", 404)]
    [InlineData("trials/0/report", """{"lease":"'; drop table autopeft.trials; --"}""", 404)]
    [InlineData("trials/0/report", """{}""", 404)]
    [InlineData("trials/1/tell", """{"lease":"LEASE","result":{"error":1}}""", 404)]
    [InlineData("trials/0/tell", """{"lease":"LEASE"}""", 400)]
    [InlineData("trials/0/tell", """{"lease":"LEASE","result":{"error":1},"failed":"x"}""", 400)]
    [InlineData("trials/0/tell", """{"lease":"LEASE","result":{"eror":1}}""", 400)]
    [InlineData("trials/0/tell", """{"lease":"LEASE","result":{"error":"1"}}""", 400)]
    [InlineData("trials/0/tell", """{"lease":"LEASE","result":7}""", 400)]
    [InlineData("trials/0/tell", """{"lease":"LEASE","infeasible":"bored"}""", 400)]
    public async Task What_cannot_be_used_is_refused_with_a_reason_and_nothing_changes(string address, string body, int status)
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);
        var lease = (string)(await OkAsync(dashboard, "box/ask", new { }))["trial"]!["lease"]!;
        var before = StudyText.Of(await dashboard.Store.ReadStudyAsync("box", Token));
        using var content = new StringContent(body.Replace("LEASE", lease, StringComparison.Ordinal), Encoding.UTF8, "application/json");

        var refused = await dashboard.Client.PostAsync($"/api/v1/studies/box/{address}", content, Token);

        Assert.Equal((status, "application/problem+json"), ((int)refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty((string)(await refused.Content.ReadFromJsonAsync<JsonNode>(Token))!["detail"]!);
        Assert.Equal(before, StudyText.Of(await dashboard.Store.ReadStudyAsync("box", Token)));
        Assert.Equal(status, new AuditLog(dashboard.Folder).Latest.First().Status);
    }

    [Fact]
    public async Task A_trainer_is_told_with_how_much_to_train_and_hears_when_the_trial_is_not_promising()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);
        await CreateAsync(dashboard, """
            name: shares
            parameters: { rate: { float: [0, 1] } }
            objectives: [error]
            sampler: random
            budget: { trials: 3 }
            pruner: { name: asha, unit: share, least: 0.1, among: all }
            """);
        var verdicts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var given = (await OkAsync(dashboard, "shares/ask", new { }))["trial"]!;
            var lease = (string)given["lease"]!;
            Assert.Equal("share", (string)given["fidelity"]!["unit"]!);
            Assert.Equal([0.111111, 0.333333, 1], given["fidelity"]!["amounts"]!.AsArray().Select(amount => (double)amount!));
            var said = await OkAsync(dashboard, $"shares/trials/{i}/report", new { lease, step = 1, metrics = new { error = 0.1 + i, data_share = 0.111111 } });
            verdicts.Add((string)said["verdict"]!);
            if (verdicts[^1] == "continue")
            {
                await OkAsync(dashboard, $"shares/trials/{i}/tell", new { lease, result = new { error = 0.1 } });
            }
        }

        Assert.Equal(["continue", "prune", "prune"], verdicts);
        Assert.Null((await OkAsync(dashboard, "box/ask", new { }))["trial"]!["fidelity"]);
        Assert.Equal(2, (await dashboard.Store.ReadStudyAsync("shares", Token)).Count(TrialState.Pruned));
    }

    [Fact]
    public async Task A_lease_of_another_study_tells_nothing()
    {
        await using var dashboard = await StartAsync(opensForEachChange: true);
        await CreateAsync(dashboard, Box.Replace("name: box", "name: other", StringComparison.Ordinal));
        var mine = (string)(await OkAsync(dashboard, "box/ask", new { }))["trial"]!["lease"]!;
        await OkAsync(dashboard, "box/ask", new { });
        await OkAsync(dashboard, "other/ask", new { });
        const string Second = "2.300"; // The lease of trial 1 of the first study.

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dashboard, "other/trials/0/tell", new { lease = Second, result = new { error = 0.1 } })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dashboard, "none/trials/0/tell", new { lease = mine, result = new { error = 0.1 } })).StatusCode);
        Assert.Equal(TrialState.Running, (await dashboard.Store.ReadStudyAsync("other", Token)).Trials[0].State);
    }

    [Fact]
    public async Task Somebody_who_may_only_look_neither_asks_nor_tells()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        dashboard.Client.DefaultRequestHeaders.Authorization = new("Bearer", (await dashboard.Keys.IssueAsync("viewer", AccessRole.Viewer, Token)).Text);

        foreach (var address in new[] { "sample/ask", "sample/results", "sample/trials/2/report", "sample/trials/2/tell", "sample/trials/2/release" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(dashboard, address, new { })).StatusCode);
        }
    }

    private static async Task<RunningDashboard> StartAsync(bool opensForEachChange, ManualTime? time = null)
    {
        var folder = string.Empty;
        var services = opensForEachChange ? new DashboardServices { NewWriter = () => new JournalTrialStore(folder, (TimeProvider?)time ?? TimeProvider.System) } : null;
        var dashboard = await RunningDashboard.StartAsync(options => time is null ? options : options with { Time = time }, services, Token);
        folder = Path.GetDirectoryName(dashboard.Folder)!;
        await CreateAsync(dashboard, Box);
        return dashboard;
    }

    private static async Task CreateAsync(RunningDashboard dashboard, string text) =>
        Assert.Equal(HttpStatusCode.Created, (await dashboard.Client.PostAsJsonAsync("/api/v1/studies", new { text }, Token)).StatusCode);

    private static async Task<JsonNode> OkAsync(RunningDashboard dashboard, string address, object body, string? key = null)
    {
        var answer = await SendAsync(dashboard, address, body, key);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, string address, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/studies/{address}") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await dashboard.Client.SendAsync(request, Token);
    }
}
