using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Opens connections to the database of the store.</summary>
public sealed class PostgresConnection : IAsyncDisposable
{
    /// <summary>How often a statement that failed for a passing reason is tried again.</summary>
    internal const int Retries = 6;

    private readonly DbContextOptions<TrialsDbContext> _options;

    /// <summary>Connects with a connection string as Npgsql has it; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public PostgresConnection(string connectionString)
    {
        Source = NpgsqlDataSource.Create(connectionString);
        _options = new DbContextOptionsBuilder<TrialsDbContext>()
            .UseNpgsql(Source, npgsql => npgsql
                .MigrationsAssembly(TrialsDbContext.MigrationsAssembly)
                .MigrationsHistoryTable("migrations", "autopeft")
                .EnableRetryOnFailure(Retries))
            .Options;
    }

    /// <summary>The pool of connections.</summary>
    internal NpgsqlDataSource Source { get; }

    /// <summary>A new unit of work.</summary>
    public TrialsDbContext NewContext() => new(_options);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
