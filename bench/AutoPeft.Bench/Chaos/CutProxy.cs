using System.Net;
using System.Net.Sockets;

namespace AutoPeft.Bench.Chaos;

/// <summary>A network between clients and a server on this machine that can be cut: nothing arrives, nothing is refused.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly int _target;
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <summary>Begins to forward to a port of the loopback address.</summary>
    public CutProxy(int target, TimeProvider time)
    {
        _target = target;
        _time = time;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Swallows everything for a while; connections stay open, as behind a broken switch.</summary>
    public async Task CutAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _isCut = true;
        await Task.Delay(duration, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isCut = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_over.Token);
            _ = ForwardAsync(client);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _over.Token);
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), server.GetStream()), PumpAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // Both ends see a closed connection.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[1 << 14];
        var hole = false;
        while (await from.ReadAsync(buffer, _over.Token) is > 0 and var count)
        {
            // What was swallowed leaves a hole in the stream: after the cut the connection is of no use and ends.
            hole |= _isCut;
            if (hole && !_isCut)
            {
                return;
            }

            if (!hole)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _over.Token);
            }
        }
    }
}
