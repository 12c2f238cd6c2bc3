using System.Net;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Tests.Security.Requests;

public sealed class TrustedProxiesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_audit_log_names_the_client_that_the_proxy_saw_and_not_what_the_client_wrote_before_it()
    {
        await using var dashboard = await StartAsync("127.0.0.1", "10.1.0.0/16");
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Operator, Token)).Text;

        await SendAsync(dashboard, key, HttpMethod.Post, "/api/v1/studies/sample/pause", ("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.1.2.3"));

        Assert.Equal("203.0.113.9", new AutoPeft.Dashboard.Audit.AuditLog(dashboard.Folder).Latest.First().From);
    }

    [Fact]
    public async Task Whoever_writes_other_addresses_before_the_own_is_slowed_all_the_same()
    {
        await using var dashboard = await StartAsync("127.0.0.1");
        var right = (await dashboard.Keys.IssueAsync("otto", AccessRole.Viewer, Token)).Text;
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add((await SendAsync(dashboard, $"ap_00000000_{i}", HttpMethod.Get, "/api/v1/studies", ("X-Forwarded-For", $"198.51.100.{i}, 203.0.113.9"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(dashboard, right, HttpMethod.Get, "/api/v1/studies", ("X-Forwarded-For", "203.0.113.9"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, right, HttpMethod.Get, "/api/v1/studies", ("X-Forwarded-For", "203.0.113.10"))).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.9.9.9", false)]
    public async Task Only_a_trusted_proxy_says_that_the_client_came_by_TLS(string proxy, bool isBelieved)
    {
        await using var dashboard = await StartAsync(proxy);
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Viewer, Token)).Text;

        var answer = await SendAsync(dashboard, key, HttpMethod.Get, "/login", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(isBelieved, answer.Headers.Contains("Strict-Transport-Security"));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Equal(isBelieved, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_session_of_a_client_by_TLS_is_sent_back_by_TLS_only()
    {
        await using var dashboard = await StartAsync("127.0.0.1");
        await dashboard.Users.AddAsync("otto", AccessRole.Viewer, "correct horse battery", Token);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = dashboard.Address };
        var page = await SendAsync(client, HttpMethod.Get, "/login", null, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        var token = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(Token), "Token\" value=\"([^\"]+)").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("name", "otto"), new("password", "correct horse battery")]);

        var answer = await SendAsync(
            client, HttpMethod.Post, "/actions/login", form, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"), ("Cookie", page.Headers.GetValues("Set-Cookie").First().Split(';')[0]));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(item => item.StartsWith(Sessions.Cookie, StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("dash.example.org.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("dash.example.org", HttpStatusCode.OK)]
    [InlineData("DASH.example.org:8443", HttpStatusCode.OK)]
    [InlineData("a.b.teams.example.org", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task Only_hosts_that_are_named_are_answered(string host, HttpStatusCode status)
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            options => options with { AsksAtLoopback = true, AllowedHosts = ["dash.example.org", "*.teams.example.org"] }, cancellationToken: Token);
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Viewer, Token)).Text;

        Assert.Equal(status, (await SendAsync(dashboard, key, HttpMethod.Get, "/api/v1/studies", ("Host", host))).StatusCode);
    }

    [Theory]
    [InlineData("dash.example.org", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task The_host_that_a_proxy_passes_on_must_be_a_named_one(string host, HttpStatusCode status)
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            options => options with { TrustedProxies = ["127.0.0.1"], AllowedHosts = ["dash.example.org"] }, cancellationToken: Token);
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Viewer, Token)).Text;

        var answer = await SendAsync(dashboard, key, HttpMethod.Get, "/api/v1/studies", ("Host", "internal"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", host));

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_comes_through_a_proxy_is_refused_where_nobody_logs_in(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await SendAsync(dashboard.Client, HttpMethod.Get, "/api/v1/studies", null, (header, value))).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("2130706433.evil")]
    public async Task A_page_elsewhere_that_points_its_own_name_here_reads_nothing(string host)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var answer = await SendAsync(dashboard.Client, HttpMethod.Get, "/", null, ("Host", host));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Contains("--allowed-host", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain("sample", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task No_answer_holds_the_host_that_a_request_names()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Admin, Token)).Text;
        foreach (var address in new[] { "/", "/login", "/sweeps/sample", "/settings", "/api", "/openapi/v1.json", "/api/v1/studies", "/api/v1/studies/none", "/sweeps/none" })
        {
            var answer = await SendAsync(dashboard, key, HttpMethod.Get, address, ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"));
            var text = answer.Headers.ToString() + answer.Content.Headers + await answer.Content.ReadAsStringAsync(Token);
            Assert.False(text.Contains("evil", StringComparison.Ordinal), address);
        }
    }

    [Theory]
    [InlineData("10.0.0.0/33", "--trusted-proxy")]
    [InlineData("proxy.example.org", "--trusted-proxy")]
    [InlineData("", "--trusted-proxy")]
    public async Task What_is_no_network_is_refused_before_anything_starts(string proxy, string place)
    {
        using var folder = new TemporaryFolder();
        await new KeyRing(folder.Path, TimeProvider.System).IssueAsync("first", AccessRole.Admin, Token);
        await using var store = new AutoPeft.Trials.Journal.JournalTrialStore(folder.Path, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() =>
            DashboardHost.BuildAsync(new(Port: 0) { Folder = folder.Path, TrustedProxies = [proxy], AllowedHosts = ["https://x"] }, store, cancellationToken: Token));

        Assert.Equal([place, "--allowed-host"], refused.Faults.Select(fault => fault.Place.Source));
    }

    [Fact]
    public async Task Behind_a_proxy_nothing_starts_without_a_key_or_a_user()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<InvalidInputException>(() => DashboardHost.BuildAsync(new(Port: 0) { Folder = folder.Path, TrustedProxies = ["10.0.0.1"] }, null!, cancellationToken: Token));
    }

    private static Task<RunningDashboard> StartAsync(params string[] proxies) =>
        RunningDashboard.StartAsync(options => options with { TrustedProxies = [.. proxies], Time = new ManualTime() }, cancellationToken: Token);

    private static Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, string key, HttpMethod method, string address, params (string Name, string Value)[] headers) =>
        SendAsync(dashboard.Client, method, address, null, [("Authorization", $"Bearer {key}"), .. headers]);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Token);
    }
}
