using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Routing;

namespace AutoPeft.Dashboard.Tests.Security;

/// <summary>What must hold of every address that changes something: read from the routes, so that none can be forgotten.</summary>
public sealed partial class EveryWriteTests
{
    // Opened by a key itself; ends what the browser shows; keeps nothing.
    private static readonly string[] ForAnybody = ["POST /actions/login", "POST /actions/logout", "POST /api/v1/spaces/check"];

    // Everybody may change the own password; a key has none, and without the token of the page the form is refused before that.
    private const string OwnPassword = "POST /actions/password";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_key_or_with_one_that_may_only_look_nothing_is_changed()
    {
        await using var dashboard = await StartAsync();
        var viewer = (await dashboard.Keys.IssueAsync("viewer", AccessRole.Viewer, Token)).Text;
        var before = StudyText.Of(await dashboard.Store.ReadStudyAsync("sample", Token));
        var writes = WritesOf(dashboard).Where(write => !ForAnybody.Contains(write)).ToArray();
        var open = new List<string>();
        foreach (var write in writes)
        {
            open.AddRange(await SendAsync(dashboard, write, null) == HttpStatusCode.Unauthorized ? [] : [$"nobody: {write}"]);
            open.AddRange(await SendAsync(dashboard, write, viewer) is HttpStatusCode.Forbidden || write == OwnPassword ? [] : [$"viewer: {write}"]);
        }

        Assert.Empty(open);
        Assert.True(writes.Length >= 20, string.Join('\n', writes));
        Assert.Equal(before, StudyText.Of(await dashboard.Store.ReadStudyAsync("sample", Token)));
    }

    [Fact]
    public async Task An_operator_changes_neither_users_nor_keys_nor_notices()
    {
        await using var dashboard = await StartAsync();
        var key = (await dashboard.Keys.IssueAsync("otto", AccessRole.Operator, Token)).Text;
        foreach (var write in WritesOf(dashboard).Where(write => write.Contains("/keys", StringComparison.Ordinal) || write.Contains("/users", StringComparison.Ordinal) || write.Contains("/webhooks", StringComparison.Ordinal)))
        {
            Assert.Equal((write, HttpStatusCode.Forbidden), (write, await SendAsync(dashboard, write, key)));
        }
    }

    [Fact]
    public async Task A_form_without_the_token_of_its_page_is_refused_whoever_sends_it()
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        var forms = WritesOf(dashboard).Where(write => write.StartsWith("POST /actions/", StringComparison.Ordinal)).ToArray();
        foreach (var form in forms)
        {
            Assert.Equal((form, HttpStatusCode.BadRequest), (form, await SendAsync(dashboard, form, admin)));
        }

        Assert.True(forms.Length >= 10);
    }

    [Fact]
    public async Task A_change_that_another_site_asks_for_is_refused_at_every_address()
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        foreach (var write in WritesOf(dashboard))
        {
            Assert.Equal((write, HttpStatusCode.Forbidden), (write, await SendAsync(dashboard, write, admin, isForeign: true)));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"a\\u0000b\"")]
    [InlineData("""{"name":"a\u0000b","role":"a\u0000b","text":"name: \"a\\0b\"","label":"a\u0000b","configuration":{"a\u0000b":1},"address":"http://a\u0000b"}""")]
    [InlineData("""{"name":null,"role":null,"text":null,"label":null,"configuration":null,"address":null,"trials":null,"command":null,"lease":null}""")]
    [InlineData("""{"name":1,"role":[],"text":{},"label":true,"configuration":"x","address":7,"trials":"all","command":0,"lease":{}}""")]
    public async Task Whatever_body_comes_no_address_of_the_api_breaks(string body)
    {
        await using var dashboard = await StartAsync();
        var admin = (await dashboard.Keys.IssueAsync("admin", AccessRole.Admin, Token)).Text;
        var broken = new List<string>();
        foreach (var write in WritesOf(dashboard).Where(write => write.Contains(" /api/", StringComparison.Ordinal)))
        {
            var answer = await SendAsync(dashboard, write, admin, body: body);
            broken.AddRange(answer >= HttpStatusCode.InternalServerError ? [$"{write}: {answer}"] : []);
        }

        Assert.Empty(broken);
    }

    private static Task<RunningDashboard> StartAsync() =>
        RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, cancellationToken: Token);

    // Pages answer to POST as well, with their own forms: those have a token, and nothing below /actions or /api is a page.
    private static string[] WritesOf(RunningDashboard dashboard) =>
    [
        .. dashboard.Endpoints.Where(endpoint => Regex.IsMatch(endpoint.RoutePattern.RawText ?? string.Empty, "^/(actions|api/v1)/"))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"]).Where(method => method != "GET")
                .Select(method => $"{method} {Parameter().Replace(endpoint.RoutePattern.RawText!, match => match.Groups[1].Value == "number" ? "2" : "sample").TrimEnd('/')}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static async Task<HttpStatusCode> SendAsync(RunningDashboard dashboard, string write, string? key, bool isForeign = false, string body = "{}")
    {
        using var request = new HttpRequestMessage(new(write.Split(' ')[0]), write.Split(' ')[1])
        {
            Content = write.StartsWith("POST /actions/", StringComparison.Ordinal)
                ? new FormUrlEncodedContent([KeyValuePair.Create("confirm", "yes"), KeyValuePair.Create("command", "Stop")])
                : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        if (isForeign)
        {
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }

        return (await dashboard.Client.SendAsync(request, Token)).StatusCode;
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
