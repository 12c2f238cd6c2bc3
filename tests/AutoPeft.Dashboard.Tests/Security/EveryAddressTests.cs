using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;

namespace AutoPeft.Dashboard.Tests.Security;

/// <summary>What must hold of every address there is, read or written: taken from the routes, so that none can be forgotten.</summary>
public sealed partial class EveryAddressTests
{
    private static readonly string[] ForAnybody = ["GET /login", "POST /login", "GET /not-found", "POST /not-found", "POST /actions/login", "POST /actions/logout"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> WaysOut => new(
        "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2f.dashboard%2fkeys.json", "..%5c..%5c.dashboard%5ckeys.json", "%2fetc%2fpasswd", "....%2f%2fkeys.json", "sample%00", "%c0%ae%c0%ae%2fkeys.json");

    [Theory]
    [MemberData(nameof(WaysOut))]
    public async Task No_name_in_any_address_leads_out_of_a_folder(string name)
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        foreach (var (method, route, _) in AddressesOf(dashboard).Where(address => address.Route.Contains('{', StringComparison.Ordinal)))
        {
            var address = Parameter().Replace(route, match => match.Value.Contains(":int", StringComparison.Ordinal) ? "0" : name);
            using var answer = await SendAsync(dashboard, method, address, admin);
            var text = await answer.Content.ReadAsStringAsync(Token);

            Assert.False(text.Contains("root:", StringComparison.Ordinal) || text.Contains("\"hash\"", StringComparison.Ordinal), $"{method} {address}");
            Assert.True((int)answer.StatusCode is >= 300 and < 500, $"{method} {address}: {(int)answer.StatusCode}");
        }

        Assert.Equal(["sample"], (await dashboard.Store.ListStudiesAsync(Token)).Select(study => study.Name));
    }

    [Fact]
    public async Task Without_a_key_nothing_but_the_login_answers()
    {
        await using var dashboard = await StartAsync();
        foreach (var (method, route, _) in AddressesOf(dashboard).Where(address => !ForAnybody.Contains($"{address.Method} {address.Route}")))
        {
            using var answer = await SendAsync(dashboard, method, Filled(route), null);
            var isRefused = answer.StatusCode == HttpStatusCode.Unauthorized
                || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/login?", StringComparison.Ordinal));
            Assert.True(isRefused, $"{method} {route}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData(AccessRole.Viewer)]
    [InlineData(AccessRole.Operator)]
    public async Task A_role_that_an_address_does_not_let_in_is_refused_there(AccessRole role)
    {
        await using var dashboard = await StartAsync();
        var key = (await dashboard.Keys.IssueAsync("somebody", role, Token)).Text;
        var refused = AddressesOf(dashboard).Where(address => address.Needs > role).ToArray();
        foreach (var (method, route, _) in refused)
        {
            using var answer = await SendAsync(dashboard, method, Filled(route), key);
            Assert.Equal((method, route, HttpStatusCode.Forbidden), (method, route, answer.StatusCode));
        }

        Assert.True(refused.Length >= 10);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_at_every_address_that_changes_something()
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        var before = (await dashboard.Store.ReadStudyAsync("sample", Token)).Sequence;
        foreach (var (method, route, _) in AddressesOf(dashboard).Where(address => address.Method != "GET"))
        {
            using var answer = await SendAsync(dashboard, method, Filled(route), admin, new string('x', 2_000_000));
            Assert.Equal((method, route, HttpStatusCode.RequestEntityTooLarge), (method, route, answer.StatusCode));
        }

        Assert.Equal(before, (await dashboard.Store.ReadStudyAsync("sample", Token)).Sequence);
    }

    [Fact]
    public async Task What_changes_something_is_an_action_a_page_or_the_API()
    {
        await using var dashboard = await StartAsync();
        var writes = dashboard.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD")) == true);

        Assert.Empty(writes.Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null && !Ours().IsMatch(endpoint.RoutePattern.RawText!)).Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task A_page_takes_no_form_without_its_token()
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        foreach (var (_, route, _) in AddressesOf(dashboard).Where(address => address.Method == "POST" && !Ours().IsMatch(address.Route)))
        {
            using var form = new FormUrlEncodedContent([new("_handler", "study"), new("text", "name: x")]);
            using var request = new HttpRequestMessage(HttpMethod.Post, Filled(route)) { Content = form };
            request.Headers.Authorization = new("Bearer", admin);
            Assert.Equal((route, HttpStatusCode.BadRequest), (route, (await dashboard.Client.SendAsync(request, Token)).StatusCode));
        }
    }

    private static Task<RunningDashboard> StartAsync() =>
        RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);

    private static (string Method, string Route, AccessRole Needs)[] AddressesOf(RunningDashboard dashboard) =>
    [
        .. dashboard.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText?.Contains("_framework", StringComparison.Ordinal) == false)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD")
                .Select(method => (method, $"/{endpoint.RoutePattern.RawText!.Trim('/')}", NeedsOf(endpoint)))).Distinct(),
    ];

    private static AccessRole NeedsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
        .Select(data => Enum.TryParse<AccessRole>(data.Policy, out var role) ? role : AccessRole.Viewer).Append(AccessRole.Viewer).Max();

    private static string Filled(string route) => Parameter().Replace(route, match => match.Value.Contains(":int", StringComparison.Ordinal) ? "2" : "sample");

    // Asks before it sends a body: who is refused already would else be cut off in the middle.
    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, string method, string address, string? key, string? body = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = dashboard.Address };
        using var request = new HttpRequestMessage(new(method), address);
        if (method != "GET")
        {
            request.Headers.ExpectContinue = body is not null;
            request.Content = address.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent(body ?? "{}", Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent([new("confirm", body ?? "no")]);
        }

        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            await answer.Content.LoadIntoBufferAsync(Token);
        }

        return answer;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^/(actions|api/v1)/")]
    private static partial Regex Ours();
}
