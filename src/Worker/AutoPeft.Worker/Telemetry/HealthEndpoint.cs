using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutoPeft.Worker.Telemetry;

/// <summary>Answers <c>GET /health</c> on a port: 200 while the worker is well, 503 while it is not.</summary>
/// <remarks>Says one JSON object and nothing that a stranger could use; it takes no input beyond the request's first line.</remarks>
public sealed class HealthEndpoint : IAsyncDisposable
{
    private const int MostRequest = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly Func<WorkerHealth> _health;
    private readonly CancellationTokenSource _over = new();
    private readonly TimeProvider _time;
    private readonly Task _serving;

    /// <summary>Begins to answer.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="health">How the worker is now.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public HealthEndpoint(IPAddress address, int port, Func<WorkerHealth> health, TimeProvider time)
    {
        _listener = new(address, port);
        _health = health;
        _time = time;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The port on which it answers.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_over.Token);
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or SocketException || !_over.IsCancellationRequested)
            {
                // Whoever asked went away, or sent something else than a request.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var timeout = new CancellationTokenSource(Patience, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _over.Token);
        var request = new byte[MostRequest];
        var count = await stream.ReadAsync(request, end.Token);
        var (status, body) = Reply(Encoding.ASCII.GetString(request, 0, count));
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body), end.Token);
    }

    private (string Status, string Body) Reply(string request)
    {
        if (!request.StartsWith("GET /health ", StringComparison.Ordinal))
        {
            return ("404 Not Found", "{}");
        }

        var health = _health();
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"well":{{(health.IsWell ? "true" : "false")}},"held":{{health.Held}},"ended":{{health.Ended}},"draining":{{(health.IsDraining ? "true" : "false")}}}""");
        return (health.IsWell ? "200 OK" : "503 Service Unavailable", body);
    }
}
