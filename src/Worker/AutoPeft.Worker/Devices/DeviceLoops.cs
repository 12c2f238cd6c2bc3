using System.Collections.Immutable;
using AutoPeft.Worker.Execution;

namespace AutoPeft.Worker.Devices;

/// <summary>A worker of several devices: each claims for itself what fits into its own memory.</summary>
/// <param name="loops">The loop of each device, in the order of the settings' devices.</param>
public sealed class DeviceLoops(ImmutableArray<IWorkerLoop> loops) : IWorkerLoop
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are more or fewer devices than loops.</exception>
    public async Task RunAsync(WorkerSettings settings, CancellationToken draining, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Devices.Length != loops.Length)
        {
            throw new ArgumentException($"There are {settings.Devices.Length} devices and {loops.Length} loops.", nameof(settings));
        }

        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAll(loops.Zip(settings.Devices, (loop, device) => WorkAsync(loop, settings with { MemoryBytes = device.MemoryBytes }, (draining, failing))));
    }

    private static async Task WorkAsync(
        IWorkerLoop loop, WorkerSettings settings, (CancellationToken Draining, CancellationTokenSource Stopping) ends)
    {
        try
        {
            await loop.RunAsync(settings, ends.Draining, ends.Stopping.Token);
        }
        catch
        {
            // Without this device the worker would seem whole to those who look at it.
            await ends.Stopping.CancelAsync();
            throw;
        }
    }
}
