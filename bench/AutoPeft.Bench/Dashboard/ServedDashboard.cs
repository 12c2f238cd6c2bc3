using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AutoPeft.Bench.Chaos;

namespace AutoPeft.Bench.Dashboard;

/// <summary><c>autopeft serve</c> as a process of its own.</summary>
internal sealed partial class ServedDashboard : IAsyncDisposable
{
    private readonly Process _process;

    private ServedDashboard(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Its resident memory, in megabytes.</summary>
    public double Megabytes => Resident("VmRSS:");

    /// <summary>The most that it ever had, in megabytes.</summary>
    public double PeakMegabytes => Resident("VmHWM:");

    /// <summary>Starts it over a store and waits until it listens.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="store">The store.</param>
    /// <param name="log">The file for what it prints; null for one in the data folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServedDashboard> StartAsync(string folder, string store, string? log, CancellationToken cancellationToken)
    {
        log ??= Path.Combine(folder, "serve.log");
        await File.WriteAllTextAsync(log, string.Empty, cancellationToken);
        var variables = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" };
        var process = ProductProcess.Start(log, variables, "serve", "--port", "0", "--data", folder, "--store", store);
        while (true)
        {
            var text = await File.ReadAllTextAsync(log, cancellationToken);
            if (Listening().Match(text) is { Success: true } found)
            {
                return new(process, new(found.Value + "/"));
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException($"The dashboard ended: {text}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();

    private double Resident(string what)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(what, StringComparison.Ordinal));

        return Math.Round(double.Parse(line[what.Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024);
    }
}
