using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Security;

public sealed class AttackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Foreign => new()
    {
        { "Origin", "https://evil.example" }, { "Origin", "null" }, { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Site", "same-site" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_change_that_another_site_asks_for_is_refused(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        foreach (var address in new[] { "/api/v1/studies/sample/pause", "/api/v1/studies/sample/trials/2/cancel", "/actions/sweeps/sample/control", "/actions/sweeps/sample/batch", "/actions/login" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Add(header, value);
            Assert.Equal(HttpStatusCode.Forbidden, (await dashboard.Client.SendAsync(request, Token)).StatusCode);
        }

        Assert.Equal(AutoPeft.Trials.Lifecycle.TrialState.Queued, (await dashboard.Store.ReadStudyAsync("sample", Token)).Trials[2].State);
    }

    [Fact]
    public async Task A_form_post_with_a_json_body_in_disguise_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var body = new StringContent("""{"name":"x","role":"admin"}""", Encoding.UTF8, "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await dashboard.Client.PostAsync("/api/v1/keys", body, Token)).StatusCode);
    }

    [Theory]
    [InlineData("/sweeps/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/v1/studies/..%2fsample")]
    [InlineData("/..%2f..%2fkeys.json")]
    [InlineData("/.dashboard/keys.json")]
    [InlineData("/wwwroot/../keys.json")]
    [InlineData("/api/v1/studies/%00/trials")]
    public async Task Paths_out_of_the_folder_lead_nowhere(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.Contains((await dashboard.Client.GetAsync(address, Token)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var body = JsonContent.Create(new { text = new string('x', 2_000_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await dashboard.Client.PostAsync("/api/v1/studies", body, Token)).StatusCode);
    }

    [Theory]
    [InlineData("/sweeps/sample/trials?filter={0}")]
    [InlineData("/sweeps/sample/trials?sort={0}")]
    [InlineData("/sweeps/sample/trials?columns={0}")]
    [InlineData("/sweeps/sample?x={0}&window={0}")]
    [InlineData("/?search={0}&state={0}&sort={0}")]
    [InlineData("/refused?reason={0}")]
    [InlineData("/login?return={0}&wait={0}")]
    [InlineData("/sweeps/sample/compare?trial={0}")]
    public async Task Script_in_any_address_is_text(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var attack = Uri.EscapeDataString("\"'><script>alert(1)</script><img src=x onerror=alert(1)>");

        var page = await dashboard.Client.GetStringAsync(address.Replace("{0}", attack, StringComparison.Ordinal), Token);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_in_notes_tags_and_labels_is_text()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        const string Attack = "</textarea><script>alert(1)</script>";
        using var note = JsonContent.Create(new { note = Attack, tags = new[] { "<script>" }, version = 0 });
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.PutAsync("/api/v1/studies/sample/trials/0/annotation", note, Token)).StatusCode);
        using var trial = JsonContent.Create(new { configuration = new { schedule = "<script>", layer0 = true }, label = Attack });
        await dashboard.Client.PostAsync("/api/v1/studies/sample/trials", trial, Token);

        foreach (var address in new[] { "/sweeps/sample/trials/0", "/sweeps/sample/trials", "/sweeps/sample" })
        {
            Assert.DoesNotContain("<script>alert", await dashboard.Client.GetStringAsync(address, Token), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sweeps/sample")]
    [InlineData("/api/v1/studies")]
    [InlineData("/api/v1/studies/sample/events")]
    [InlineData("/openapi/v1.json")]
    public async Task Nothing_is_shown_without_a_key(string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);

        Assert.Contains((await dashboard.Client.GetAsync(address, Token)).StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Forwarded-User", "admin")]
    [InlineData("X-Original-URL", "/login")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=")]
    [InlineData("X-Api-Key", "ap__")]
    [InlineData("Cookie", "autopeft-session=admin")]
    public async Task Headers_of_a_proxy_or_a_forger_open_nothing(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/studies");
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.Client.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public async Task Guessing_keys_gets_slower_for_the_guesser_even_with_the_right_one_and_stops_with_time()
    {
        var time = new ManualTime();
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true, Time = time }, cancellationToken: Token);
        var right = (await dashboard.Keys.IssueAsync("right", AccessRole.Viewer, Token)).Text;
        for (var i = 0; i < 8; i++)
        {
            await SendAsync(dashboard, HttpMethod.Get, "/api/v1/studies", $"ap_00000000_{i}");
        }

        var refused = await SendAsync(dashboard, HttpMethod.Get, "/api/v1/studies", right);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, HttpMethod.Get, "/api/v1/studies", right)).StatusCode);
    }

    [Theory]
    [InlineData(AccessRole.Viewer, "GET", "/api/v1/studies/sample", HttpStatusCode.OK)]
    [InlineData(AccessRole.Viewer, "POST", "/api/v1/studies/sample/trials/2/cancel", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Viewer, "POST", "/api/v1/studies/sample/pause", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Viewer, "GET", "/api/v1/keys", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Operator, "POST", "/api/v1/studies/sample/trials/2/cancel", HttpStatusCode.NoContent)]
    [InlineData(AccessRole.Operator, "GET", "/api/v1/keys", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Operator, "GET", "/api/v1/audit", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Admin, "GET", "/api/v1/keys", HttpStatusCode.OK)]
    public async Task A_role_may_do_what_it_says_and_no_more(AccessRole role, string method, string address, HttpStatusCode status)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);

        var response = await SendAsync(dashboard, new(method), address, (await dashboard.Keys.IssueAsync("somebody", role, Token)).Text);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_opens_nothing_from_the_next_request_on()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        var issued = await dashboard.Keys.IssueAsync("leaver", AccessRole.Admin, Token);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, HttpMethod.Get, "/api/v1/studies", issued.Text)).StatusCode);

        await dashboard.Keys.WithdrawAsync(issued.Key.Id, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(dashboard, HttpMethod.Get, "/api/v1/studies", issued.Text)).StatusCode);
    }

    [Fact]
    public async Task A_browser_logs_in_once_and_its_cookie_cannot_be_read_or_sent_elsewhere()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        var response = await LogInAsync(dashboard, (await dashboard.Keys.IssueAsync("anna", AccessRole.Viewer, Token)).Text, "/sweeps/sample");
        var cookie = response.Headers.GetValues("Set-Cookie").Single(item => item.StartsWith(Sessions.Cookie, StringComparison.Ordinal));

        Assert.Equal("/sweeps/sample", response.Headers.Location!.OriginalString);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("anna", await dashboard.Client.GetStringAsync("/sweeps/sample", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_login_never_leads_to_another_site(string target)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);

        Assert.Equal("/", (await LogInAsync(dashboard, (await dashboard.Keys.IssueAsync("anna", AccessRole.Viewer, Token)).Text, target)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Secrets_are_kept_as_hashes_and_changes_are_written_down()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        var issued = await dashboard.Keys.IssueAsync("otto", AccessRole.Operator, Token);
        await SendAsync(dashboard, HttpMethod.Post, "/api/v1/studies/sample/trials/2/cancel", issued.Text);
        await SendAsync(dashboard, HttpMethod.Post, "/api/v1/keys", issued.Text);

        Assert.DoesNotContain(issued.Text.Split('_')[2], await File.ReadAllTextAsync(Path.Combine(dashboard.Folder, "keys.json"), Token), StringComparison.Ordinal);
        var audit = new AuditLog(dashboard.Folder).Latest.ToArray();
        Assert.Equal(("otto", "POST /api/v1/keys", 403), (audit[0].Who, audit[0].What, audit[0].Status));
        Assert.Equal(("otto", true), (audit[1].Who, audit[1].IsDone));
    }

    [Fact]
    public async Task A_client_that_asks_without_end_is_slowed()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { RequestBurst = 10 }, cancellationToken: Token);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add((await dashboard.Client.GetAsync("/api/v1/studies", Token)).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, answers[0]);
    }

    [Fact]
    public async Task A_client_that_is_slowed_is_told_how_long_and_others_are_not_slowed_with_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { RequestBurst = 20, AsksAtLoopback = true }, cancellationToken: Token);
        var (greedy, modest) = ((await dashboard.Keys.IssueAsync("greedy", AccessRole.Viewer, Token)).Text, (await dashboard.Keys.IssueAsync("modest", AccessRole.Viewer, Token)).Text);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync(dashboard, HttpMethod.Get, "/api/v1/me", greedy)));

        var slowed = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("application/problem+json", slowed.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(slowed.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, HttpMethod.Get, "/api/v1/me", modest)).StatusCode);
    }

    [Fact]
    public async Task A_client_has_only_so_many_streams_of_events_and_gets_another_when_it_leaves_one()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MostStreams = 2 }, cancellationToken: Token);
        Task<HttpResponseMessage> OpenAsync() => dashboard.Client.GetAsync("/api/v1/studies/sample/events", HttpCompletionOption.ResponseHeadersRead, Token);
        var first = await OpenAsync();
        using var second = await OpenAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await OpenAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Client.GetAsync("/api/v1/me", Token)).StatusCode);
        first.Dispose();
        await AutoPeft.TestKit.Processes.Eventually.IsTrueAsync(
            async () => (await OpenAsync()).StatusCode == HttpStatusCode.OK, "Another stream", Token);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.2")]
    [InlineData("example.org")]
    public async Task Others_are_not_let_in_without_keys_and_users(string address)
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<InvalidInputException>(() => DashboardHost.BuildAsync(new(address) { Folder = folder.Path }, null!, cancellationToken: Token));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, HttpMethod method, string address, string key)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

        return await dashboard.Client.SendAsync(request, Token);
    }

    private static async Task<HttpResponseMessage> LogInAsync(RunningDashboard dashboard, string key, string target)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", await dashboard.TokenOfAsync("/login", Token)),
            KeyValuePair.Create("key", key), KeyValuePair.Create("return", target),
        ]);

        return await dashboard.Client.PostAsync("/actions/login", form, Token);
    }
}
