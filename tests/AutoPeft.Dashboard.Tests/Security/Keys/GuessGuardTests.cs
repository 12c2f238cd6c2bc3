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
            guard.Try(GuessDoor.Keys("10.0.0.1"));
            waits.Add(guard.WaitOf(GuessDoor.Keys("10.0.0.1")).TotalSeconds);
            time.Advance(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8], waits);
        Assert.Equal(TimeSpan.Zero, guard.WaitOf(GuessDoor.Keys("10.0.0.2")));
    }

    [Fact]
    public void Waiting_one_does_not_make_the_wait_longer_and_an_hour_of_peace_is_forgiven()
    {
        var time = new ManualTime();
        var guard = new GuessGuard(time);
        var door = GuessDoor.Keys("10.0.0.1");
        var looked = Enumerable.Range(0, 100).Count(_ => guard.Try(door));

        Assert.Equal((5, 1.0), (looked, guard.WaitOf(door).TotalSeconds));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal([true, true, true, true, true, false], Enumerable.Range(0, 6).Select(_ => guard.Try(door)));
    }

    [Fact]
    public void Of_many_tries_at_the_same_time_only_the_free_ones_are_looked_at()
    {
        var guard = new GuessGuard(new ManualTime());
        var looked = 0;

        Parallel.For(0, 500, _ => Interlocked.Add(ref looked, guard.Try(GuessDoor.Password("anna", "10.0.0.1")) ? 1 : 0));

        Assert.Equal(5, looked);
    }

    [Fact]
    public void A_name_is_never_closed_for_long_however_many_addresses_guess_at_it()
    {
        var time = new ManualTime();
        var guard = new GuessGuard(time);
        var longest = 0.0;
        for (var i = 0; i < 200; i++)
        {
            guard.Try(GuessDoor.OfName("anna"));
            longest = Math.Max(longest, guard.WaitOf(GuessDoor.OfName("anna")).TotalSeconds);
            time.Advance(guard.WaitOf(GuessDoor.OfName("anna")));
        }

        Assert.Equal(60, longest);
    }

    [Fact]
    public void The_memory_for_guessers_is_bounded_and_keeps_the_latest()
    {
        var time = new ManualTime();
        var guard = new GuessGuard(time);
        for (var i = 0; i < 30_000; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            _ = Enumerable.Range(0, i == 29_999 ? 5 : 1).Count(_ => guard.Try(GuessDoor.Keys($"{i}")));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), guard.WaitOf(GuessDoor.Keys("29999")));
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
