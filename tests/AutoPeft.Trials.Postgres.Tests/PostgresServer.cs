using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(AutoPeft.Trials.Postgres.Tests.PostgresServer))]

namespace AutoPeft.Trials.Postgres.Tests;

/// <summary>A PostgreSQL server of this test run's own, in a temporary folder; null binaries mean that there is none here.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-postgres-").FullName;
    private readonly int _port = FreePort();
    private int _databases;

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>; null when PostgreSQL is not installed.</summary>
    public static string? Binaries { get; } = FindBinaries();

    private static bool IsRoot => Environment.UserName == "root";

    public async ValueTask InitializeAsync()
    {
        if (Binaries is null)
        {
            return;
        }

        if (IsRoot)
        {
            await RunAsync("chown", "nobody", _folder);
        }

        await ServerAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions");
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300");
        await ServerAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", options, "start");
        await using var template = await CreateAsync("template_autopeft", "template1");
        await new PostgresSchema(template).UpgradeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Binaries is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await ServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A database of its own with the current schema; skips the test where there is no server.</summary>
    public Task<PostgresConnection> CreateDatabaseAsync()
    {
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed: no initdb in AUTOPEFT_POSTGRES, /usr/lib/postgresql or PATH.");

        return CreateAsync(string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}"), "template_autopeft");
    }

    /// <summary>An empty database; skips the test where there is no server.</summary>
    public Task<PostgresConnection> CreateEmptyDatabaseAsync()
    {
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed.");

        return CreateAsync(string.Create(CultureInfo.InvariantCulture, $"empty_{Interlocked.Increment(ref _databases)}"), "template1");
    }

    private string Data => Path.Combine(_folder, "data");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var candidates = new[] { Environment.GetEnvironmentVariable("AUTOPEFT_POSTGRES") }
            .Concat(versions.OrderDescending().Select(version => Path.Combine(version, "bin")))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'));

        return candidates.FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && File.Exists(Path.Combine(folder, "initdb")));
    }

    private async Task<PostgresConnection> CreateAsync(string name, string template)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return new(ConnectionString(name));
    }

    private string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20");

    // PostgreSQL refuses to run as root.
    private static Task ServerAsync(string program, params string[] arguments) => IsRoot
        ? RunAsync("runuser", ["-u", "nobody", "--", Path.Combine(Binaries!, program), .. arguments])
        : RunAsync(Path.Combine(Binaries!, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
