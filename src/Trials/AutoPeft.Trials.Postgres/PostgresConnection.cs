using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Opens connections to the database of the store.</summary>
public sealed class PostgresConnection : IAsyncDisposable
{
    // The few statements of workers are sent again and again; planning them takes longer than they do.
    private const int PreparedStatements = 40;

    // Few programs need Entity Framework at all, and it takes long to start.
    private readonly Lazy<DbContextOptions<TrialsDbContext>> _options;

    /// <summary>Connects with a connection string as Npgsql has it; nothing is opened yet.</summary>
    /// <param name="connectionString">The text.</param>
    /// <param name="patience">How long what fails for a passing reason is tried again. Default: 5 s.</param>
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public PostgresConnection(string connectionString, TimeSpan? patience = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ContainsKey("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = PreparedStatements;
        }

        Source = NpgsqlDataSource.Create(settings);
        Patience = new(patience ?? TimeSpan.FromSeconds(5));
        _options = new(() => new DbContextOptionsBuilder<TrialsDbContext>()
            .UseNpgsql(Source, npgsql => npgsql
                .MigrationsAssembly(TrialsDbContext.MigrationsAssembly)
                .MigrationsHistoryTable("migrations", "autopeft")
                .ExecutionStrategy(dependencies => new PatientStrategy(dependencies, Patience)))
            .Options);
    }

    /// <summary>The pool of connections.</summary>
    internal NpgsqlDataSource Source { get; }

    /// <summary>What is tried again, and how often.</summary>
    internal RetryPolicy Patience { get; }

    /// <summary>A new unit of work.</summary>
    public TrialsDbContext NewContext() => new(_options.Value);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
