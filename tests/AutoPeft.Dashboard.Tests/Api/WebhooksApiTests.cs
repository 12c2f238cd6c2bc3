using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoPeft.Dashboard.Tests.Api;

public sealed class WebhooksApiTests
{
    private const string Secret = "0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receiver_that_fails_first_is_told_again_and_can_check_the_signature()
    {
        var posts = new System.Collections.Concurrent.ConcurrentQueue<(string Signature, byte[] Body)>();
        await using var receiver = await ReceiverAsync(posts);
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        await dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
        await dashboard.Client.PostAsJsonAsync("/api/v1/webhooks", new { address = $"{receiver.Urls.First()}/hook", secret = Secret }, Token);

        // The first look of the notifier may come after one end of the study: then the next is news.
        await Eventually.IsTrueAsync(
            async () =>
            {
                await dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, Token);
                await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Token);
                await dashboard.Store.SetStatusAsync("sample", StudyStatus.Finished, "The budget is spent.", Token);
                await Task.Delay(TimeSpan.FromSeconds(9), TimeProvider.System, Token);
                return posts.Count >= 2;
            },
            "A second post",
            Token);

        var (signature, body) = posts.Last();
        var seconds = long.Parse(signature.Split(',')[0]["t=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(WebhookSender.Sign(Secret, seconds, body), signature);
        Assert.Equal("finished", (string)JsonNode.Parse(body)!["kind"]!);
    }

    [Fact]
    public async Task An_address_is_added_listed_without_its_secret_and_removed()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var added = await dashboard.Client.PostAsJsonAsync("/api/v1/webhooks", new { address = "https://example.org/hook", secret = Secret }, Token);
        var refused = await dashboard.Client.PostAsJsonAsync("/api/v1/webhooks", new { address = "file:///etc/passwd", secret = "short" }, Token);
        var list = await dashboard.Client.GetStringAsync("/api/v1/webhooks", Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (added.StatusCode, refused.StatusCode));
        Assert.Equal(2, (await refused.Content.ReadFromJsonAsync<JsonNode>(Token))!["faults"]!.AsArray().Count);
        Assert.Contains("https://example.org/hook", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.DeleteAsync(added.Headers.Location, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.DeleteAsync(added.Headers.Location, Token)).StatusCode);
    }

    private static async Task<WebApplication> ReceiverAsync(System.Collections.Concurrent.ConcurrentQueue<(string Signature, byte[] Body)> posts)
    {
        var receiver = WebApplication.CreateSlimBuilder().Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, Token);
            posts.Enqueue((request.Headers["X-AutoPEFT-Signature"].ToString(), body.ToArray()));
            return posts.Count == 1 ? Results.StatusCode(503) : Results.Ok();
        });
        await receiver.StartAsync(Token);
        return receiver;
    }
}
