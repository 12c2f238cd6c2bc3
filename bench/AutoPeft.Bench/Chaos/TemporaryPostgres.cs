using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AutoPeft.Bench.Chaos;

/// <summary>A PostgreSQL server of a benchmark's own, with durable commits, in a temporary folder.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder;

    private TemporaryPostgres(string binaries, string folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        Port = port;
    }

    /// <summary>Whether PostgreSQL's programs are there.</summary>
    public static bool IsInstalled => FindBinaries() is not null;

    /// <summary>The port on the loopback address.</summary>
    public int Port { get; }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Starts a server with an empty database <c>autopeft</c>.</summary>
    /// <exception cref="FileNotFoundException">PostgreSQL is not installed.</exception>
    public static async Task<TemporaryPostgres> StartAsync()
    {
        var server = new TemporaryPostgres(
            FindBinaries() ?? throw new FileNotFoundException("PostgreSQL is not installed: no initdb in AUTOPEFT_POSTGRES, /usr/lib/postgresql or PATH."),
            Directory.CreateTempSubdirectory("autopeft-bench-postgres-").FullName,
            FreePort());
        if (IsRoot)
        {
            await RunAsync("chown", "nobody", server._folder);
        }

        await server.ServerAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions");
        await server.BeginAsync();
        await RunAsync(
            Path.Combine(server._binaries, "createdb"),
            "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "autopeft");
        return server;
    }

    /// <summary>The address of the database through a port.</summary>
    public static string AddressAt(int port) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=autopeft;Timeout=3;Command Timeout=5;Keepalive=2");

    /// <summary>Starts the server again.</summary>
    public Task BeginAsync()
    {
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200");

        return ServerAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", options, "start");
    }

    /// <summary>Stops the server at once, as a crash would.</summary>
    public Task CrashAsync() => ServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Data => Path.Combine(_folder, "data");

    private static string? FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var candidates = new[] { Environment.GetEnvironmentVariable("AUTOPEFT_POSTGRES") }
            .Concat(versions.OrderDescending().Select(version => Path.Combine(version, "bin")))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'));

        return candidates.FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && File.Exists(Path.Combine(folder, "initdb")));
    }

    // PostgreSQL refuses to run as root.
    private Task ServerAsync(string program, params string[] arguments) => IsRoot
        ? RunAsync("runuser", ["-u", "nobody", "--", Path.Combine(_binaries, program), .. arguments])
        : RunAsync(Path.Combine(_binaries, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Into nothing, and never waited for: the server inherits the streams of what starts it.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$0\" \"$@\" > /dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
