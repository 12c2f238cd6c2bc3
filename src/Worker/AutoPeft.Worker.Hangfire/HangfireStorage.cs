using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace AutoPeft.Worker.Hangfire;

/// <summary>Hangfire's own tables, in the schema <c>hangfire</c> of the store's database.</summary>
public static class HangfireStorage
{
    /// <summary>The queue of studies that every worker may serve.</summary>
    public const string CommonQueue = "default";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LeastInvisibility = TimeSpan.FromSeconds(2);

    /// <summary>Opens them; they are made when they are not there.</summary>
    /// <param name="connectionString">The database, as Npgsql has it.</param>
    /// <param name="lease">How long leases last: after about as long without a sign a job is given to another server.</param>
    public static PostgreSqlStorage Open(string connectionString, TimeSpan lease)
    {
        var options = new PostgreSqlStorageOptions
        {
            // Without sliding, a job that takes longer than this is started a second time while it runs.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = lease < LeastInvisibility ? LeastInvisibility : TimeSpan.FromSeconds(Math.Ceiling(lease.TotalSeconds)),
            QueuePollInterval = Poll,
        };

        return new(new NpgsqlConnectionFactory(connectionString, options), options);
    }

    /// <summary>The queue of Hangfire for a queue of studies: lower-case letters, digits and underscores are what it allows.</summary>
    public static string QueueOf(string? queue) => queue is null or "any"
        ? CommonQueue
        : string.Concat(queue.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
}
