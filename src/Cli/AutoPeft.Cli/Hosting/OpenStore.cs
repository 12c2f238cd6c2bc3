using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Cli.Hosting;

/// <summary>A store that a command works with, and the queue that wakes the workers of it.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly PostgresConnection? _connection;

    private OpenStore(ITrialStore trials, ITrialQueue queue, IUserStore users, PostgresConnection? connection)
    {
        Trials = trials;
        Queue = queue;
        Users = users;
        _connection = connection;
    }

    /// <summary>The studies.</summary>
    public ITrialStore Trials { get; }

    /// <summary>Knows the workers of a database; null for a folder, which only one process writes.</summary>
    public IWorkerRegistry? Workers { get; private init; }

    /// <summary>Those who sign in to the dashboard with a password.</summary>
    public IUserStore Users { get; }

    /// <summary>Wakes workers: those of this process for a folder, all of them for a database.</summary>
    public ITrialQueue Queue { get; }

    /// <summary>Opens a store; a database must have the schema of this program.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long to wait for a database that is away.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The schema is too old or too new.</exception>
    public static async Task<OpenStore> ConnectAsync(
        StoreLocation location, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (location.Folder is { } folder)
        {
            return new(new JournalTrialStore(folder, time), new InProcessQueue(time), new FileUserStore(Path.Combine(folder, ".dashboard"), time), connection: null);
        }

        var connection = new PostgresConnection(location.Database!.ConnectionString, patience);
        try
        {
            await new PostgresSchema(connection).RequireAsync(cancellationToken).ConfigureAwait(false);
            return new(new PostgresTrialStore(connection, time), new PostgresTrialQueue(connection, time), new PostgresUsers(connection, time), connection)
            {
                Workers = new PostgresWorkers(connection, time),
            };
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Queue is IAsyncDisposable queue)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }

        await Trials.DisposeAsync().ConfigureAwait(false);
        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
