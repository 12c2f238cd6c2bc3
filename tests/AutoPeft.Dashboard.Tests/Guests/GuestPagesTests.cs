using System.Net;
using AutoPeft.Dashboard.Guests;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Http;

namespace AutoPeft.Dashboard.Tests.Guests;

/// <summary>Pages of a library below a path of ours: who may see them and change things with them.</summary>
public sealed class GuestPagesTests
{
    private const string Policy = "default-src 'self'";

    private static readonly GuestPages Guest = new("/guest", "Visitor", AnswerAsync) { PolledPath = "/counts", ContentPolicy = Policy };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "GET", "/guest", HttpStatusCode.Redirect)]
    [InlineData(null, "POST", "/guest/jobs", HttpStatusCode.Unauthorized)]
    [InlineData(null, "POST", "/guest/counts", HttpStatusCode.Unauthorized)]
    [InlineData(AccessRole.Viewer, "GET", "/guest", HttpStatusCode.OK)]
    [InlineData(AccessRole.Viewer, "POST", "/guest/counts", HttpStatusCode.OK)]
    [InlineData(AccessRole.Viewer, "POST", "/guest/jobs", HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Viewer, "DELETE", "/guest/jobs", HttpStatusCode.MethodNotAllowed)]
    [InlineData(AccessRole.Operator, "POST", "/guest/jobs", HttpStatusCode.OK)]
    public async Task Viewers_look_operators_change_and_others_are_refused(AccessRole? role, string method, string path, HttpStatusCode expected)
    {
        await using var dashboard = await StartAsync();

        using var answer = await SendAsync(dashboard, role, method, path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/guest", "/guest|/")]
    [InlineData("/guest/", "/guest|/")]
    [InlineData("/guest/jobs/7", "/guest|/jobs/7")]
    public async Task A_guest_sees_its_own_path_as_its_root(string path, string expected)
    {
        await using var dashboard = await StartAsync();

        using var answer = await SendAsync(dashboard, AccessRole.Viewer, "GET", path);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Only_the_guest_has_its_content_policy_and_only_changes_are_written_down()
    {
        await using var dashboard = await StartAsync();

        using var guest = await SendAsync(dashboard, AccessRole.Operator, "GET", "/guest");
        using var polled = await SendAsync(dashboard, AccessRole.Operator, "POST", "/guest/counts");
        using var changed = await SendAsync(dashboard, AccessRole.Operator, "POST", "/guest/jobs");
        using var own = await SendAsync(dashboard, AccessRole.Operator, "GET", "/");

        Assert.Equal(Policy, guest.Headers.GetValues("Content-Security-Policy").Single());
        Assert.NotEqual(Policy, own.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("href=\"guest\"", await own.Content.ReadAsStringAsync(Token));
        var log = await File.ReadAllTextAsync(Directory.GetFiles(dashboard.Folder, "audit*").Single(), Token);
        Assert.Contains("POST /guest/jobs", log);
        Assert.DoesNotContain("counts", log);
    }

    [Fact]
    public async Task A_page_that_a_guest_does_not_have_is_our_page_of_nothing()
    {
        await using var dashboard = await StartAsync();

        using var answer = await SendAsync(dashboard, AccessRole.Viewer, "GET", "/guest/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("AutoPEFT", await answer.Content.ReadAsStringAsync(Token));
    }

    private static Task<RunningDashboard> StartAsync() =>
        RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true }, new() { Guests = [Guest] }, Token);

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/nothing")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync($"{context.Request.PathBase}|{context.Request.Path}", context.RequestAborted);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, AccessRole? role, string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (role is { } needed)
        {
            request.Headers.Authorization = new("Bearer", (await dashboard.Keys.IssueAsync("somebody", needed, Token)).Text);
        }

        return await dashboard.Client.SendAsync(request, Token);
    }
}
