using System.Net;
using System.Net.Sockets;
using System.Text;
using AutoPeft.Worker.Telemetry;

namespace AutoPeft.Worker.Tests.Telemetry;

public sealed class HealthEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.ServiceUnavailable)]
    public async Task It_says_whether_the_worker_is_well(bool isWell, HttpStatusCode expected)
    {
        await using var endpoint = Serve(new(isWell, 2, 7, IsDraining: false));
        using var client = new HttpClient();

        var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{endpoint.Port}/health"), Token);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("\"held\":2,\"ended\":7", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_paths_and_rubbish_are_answered_with_nothing_and_disturb_nobody()
    {
        await using var endpoint = Serve(new(true, 0, 0, IsDraining: false));
        using (var rude = new TcpClient())
        {
            await rude.ConnectAsync(IPAddress.Loopback, endpoint.Port, Token);
            await rude.GetStream().WriteAsync(Encoding.ASCII.GetBytes("\0\u0001 ../../etc/passwd\r\n\r\n"), Token);
        }

        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"http://127.0.0.1:{endpoint.Port}/"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"http://127.0.0.1:{endpoint.Port}/health"), Token)).StatusCode);
    }

    private static HealthEndpoint Serve(WorkerHealth health) => new(IPAddress.Loopback, 0, () => health, TimeProvider.System);
}
