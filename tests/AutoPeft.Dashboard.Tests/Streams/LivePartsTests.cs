using System.Net;
using System.Net.Http.Json;
using AutoPeft.Dashboard.Streams;
using AutoPeft.Trials.Ports;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Dashboard.Tests.Streams;

public sealed class LivePartsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_changed_is_sent_again()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        var first = await PartsAsync(dashboard, "sweeps/sample");
        Assert.Contains(first, part => part.Id == "front");

        Assert.Empty(await PartsAsync(dashboard, "sweeps/sample", first));

        var claim = await dashboard.Store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)), Token);
        await dashboard.Store.StartAsync(claim!.Lease, Token);
        var running = await PartsAsync(dashboard, "sweeps/sample", first);
        Assert.Contains(running, part => part.Id == "figures");
        Assert.DoesNotContain(running, part => part.Id is "front" or "best");

        await dashboard.Store.FinishAsync(claim.Lease, SampleStudies.Completed(0.9), Token);
        Assert.Contains(await PartsAsync(dashboard, "sweeps/sample", running), part => part.Id == "front");
    }

    [Fact]
    public async Task A_page_that_does_not_exist_stays_not_found()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var request = Asking("sweeps/none", string.Empty);
        using var answer = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<LivePart[]> PartsAsync(RunningDashboard dashboard, string page, params LivePart[] shown)
    {
        using var request = Asking(page, string.Join(' ', shown.Select(part => $"{part.Id}={part.Hash}")));
        using var answer = await dashboard.Client.SendAsync(request, Token);

        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<LivePart[]>(Token))!;
    }

    private static HttpRequestMessage Asking(string page, string shown)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.TryAddWithoutValidation(LiveParts.Header, shown);
        return request;
    }
}
