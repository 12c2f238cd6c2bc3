using System.Net;
using System.Net.Http.Headers;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Dashboard.Tests.Security.Keys;

public sealed class GuessGuardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Only_the_address_that_guesses_waits_and_each_time_longer()
    {
        var time = new ManualTime();
        var guard = new GuessGuard(time);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            guard.Wrong("10.0.0.1");
            waits.Add(guard.WaitOf("10.0.0.1").TotalSeconds);
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8], waits);
        Assert.Equal(TimeSpan.Zero, guard.WaitOf("10.0.0.2"));
    }

    [Fact]
    public async Task Other_names_in_headers_make_no_other_guesser()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { AsksAtLoopback = true, Time = new ManualTime() }, cancellationToken: Token);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/studies");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"ap_00000000_{i}");
            request.Headers.Add("X-Forwarded-For", $"10.0.0.{i}");
            request.Headers.Add("Forwarded", $"for=10.0.0.{i}");
            request.Headers.Add("X-Real-IP", $"10.0.0.{i}");
            answers.Add((await dashboard.Client.SendAsync(request, Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }
}
