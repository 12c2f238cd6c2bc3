using System.Data;
using AutoPeft.Trials.Ports;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Wakes workers in other processes by <c>NOTIFY</c>. Losing a notification costs a worker one polling interval.</summary>
/// <param name="connection">Where to.</param>
/// <param name="time">What waits when the database is away.</param>
public sealed class PostgresTrialQueue(PostgresConnection connection, TimeProvider time) : ITrialQueue, IAsyncDisposable
{
    private const string Channel = "autopeft_trials";

    private readonly SemaphoreSlim _turn = new(1);
    private NpgsqlConnection? _listener;

    /// <inheritdoc/>
    public async Task AnnounceAsync(string study, IReadOnlyList<int> trials, CancellationToken cancellationToken)
    {
        await using var command = connection.Source.CreateCommand("SELECT pg_notify(@channel, @study)");
        command.Parameters.AddWithValue("channel", Channel);
        command.Parameters.AddWithValue("study", study);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Slots of one process wait in turn on one connection; the turn ends with each wake-up.</remarks>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(longest);
        try
        {
            await _turn.WaitAsync(timeout.Token);
            try
            {
                await ListenAsync(timeout.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was announced in time; the worker looks for itself.
        }
        catch (NpgsqlException)
        {
            await Task.Delay(longest, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_listener is not { FullState: ConnectionState.Open })
        {
            if (_listener is not null)
            {
                await _listener.DisposeAsync();
            }

            _listener = await connection.Source.OpenConnectionAsync(cancellationToken);
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", _listener);
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        await _listener.WaitAsync(cancellationToken);
    }
}
