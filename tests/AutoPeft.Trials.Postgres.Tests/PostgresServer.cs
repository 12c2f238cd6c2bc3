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
    private int _port;
    private readonly Lazy<Task> _started;
    private int _databases;

    public PostgresServer() => _started = new(StartAsync);

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>; null when PostgreSQL is not installed.</summary>
    public static string? Binaries { get; } = FindBinaries();

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The server itself starts with the first database.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    private async Task StartAsync()
    {
        if (IsRoot)
        {
            await RunAsync("chown", "nobody", _folder);
        }

        await ServerAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions");
        for (var left = 10; !await TryListenAsync(); left--)
        {
            Assert.True(left > 1, $"PostgreSQL does not start: {await File.ReadAllTextAsync(Log)}");
        }

        await using var template = new PostgresConnection(await CreateAsync("template_autopeft", "template1") + ";Pooling=false");
        await new PostgresSchema(template).UpgradeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            await ServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A database of its own with the current schema; skips the test where there is no server.</summary>
    public async Task<PostgresConnection> CreateDatabaseAsync() => new(await CreateAddressAsync());

    /// <summary>The address of a database of its own with the current schema; skips the test where there is no server.</summary>
    public Task<string> CreateAddressAsync() => NewAsync("test", "template_autopeft");

    /// <summary>The address of an empty database; skips the test where there is no server.</summary>
    public Task<string> CreateEmptyAddressAsync() => NewAsync("empty", "template1");

    /// <summary>An empty database; skips the test where there is no server.</summary>
    public async Task<PostgresConnection> CreateEmptyDatabaseAsync() => new(await CreateEmptyAddressAsync());

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    /// <summary>Whether it started; somebody else may take a free port first.</summary>
    private async Task<bool> TryListenAsync()
    {
        _port = FreePort();
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300");
        try
        {
            await ServerAsync("pg_ctl", "-D", Data, "-w", "-t", "300", "-l", Log, "-o", options, "start");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

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

    private async Task<string> NewAsync(string kind, string template)
    {
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed: no initdb in AUTOPEFT_POSTGRES, /usr/lib/postgresql or PATH.");
        await _started.Value;

        return await CreateAsync(string.Create(CultureInfo.InvariantCulture, $"{kind}_{Interlocked.Increment(ref _databases)}"), template);
    }

    private async Task<string> CreateAsync(string name, string template)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
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
