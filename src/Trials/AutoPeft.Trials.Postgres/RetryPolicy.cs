using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Says which faults of a database pass by themselves, and how long to wait for that: 0.1 s, 0.2 s, … up to 2 s each.</summary>
/// <param name="patience">How long to go on trying; at least that long in all.</param>
internal sealed class RetryPolicy(TimeSpan patience)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>How often to try again until the patience is used up.</summary>
    public int Retries { get; } = CountOf(patience);

    /// <summary>The pause before a try, counted from 1.</summary>
    public static TimeSpan PauseBefore(int attempt) => attempt > 5 ? Longest : First * Math.Pow(2, attempt - 1);

    /// <summary>Whether trying again may help: the server is away, starting or stopping, or somebody else was quicker.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        PostgresException server => server.IsTransient || server.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException client => client.IsTransient || client.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        _ => fault.InnerException is { } inner && IsPassing(inner),
    };

    private static int CountOf(TimeSpan patience)
    {
        var count = 0;
        for (var waited = TimeSpan.Zero; waited < patience; waited += PauseBefore(count))
        {
            count++;
        }

        return count;
    }
}
