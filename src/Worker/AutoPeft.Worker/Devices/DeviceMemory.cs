using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AutoPeft.Worker.Devices;

/// <summary>How much memory a device has.</summary>
/// <param name="query">The program that tells of GPUs, with the options of <c>nvidia-smi</c>.</param>
public sealed class DeviceMemory(string query = "nvidia-smi")
{
    private const string Cuda = "cuda:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The bytes of a device's memory: of this machine, or of the container, for <c>cpu</c>; null when nobody tells.</summary>
    /// <param name="device">The device: <c>cpu</c>, <c>cuda:0</c>, ….</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<long?> FindAsync(string device, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);

        if (!device.StartsWith(Cuda, StringComparison.Ordinal))
        {
            return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        }

        var visible = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES");
        return NameOf(int.Parse(device.AsSpan(Cuda.Length), CultureInfo.InvariantCulture), visible) is { } name
            ? await AskAsync(name, cancellationToken)
            : null;
    }

    /// <summary>What the system calls a GPU, number or identifier; null when there is none of this number.</summary>
    /// <param name="index">Its number among those that this process may see.</param>
    /// <param name="visible">Which those are, as <c>CUDA_VISIBLE_DEVICES</c> says it; null for all.</param>
    internal static string? NameOf(int index, string? visible)
    {
        if (visible is null)
        {
            return index.ToString(CultureInfo.InvariantCulture);
        }

        var names = visible.Split(',', StringSplitOptions.TrimEntries);
        return index < names.Length && names[index].Length > 0 ? names[index] : null;
    }

    private async Task<long?> AskAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(query, ["--query-gpu=memory.total", "--format=csv,noheader,nounits", $"--id={name}"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);

            return process.ExitCode == 0 && long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes << 20 : null;
        }
        catch (Exception fault) when (fault is Win32Exception || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
