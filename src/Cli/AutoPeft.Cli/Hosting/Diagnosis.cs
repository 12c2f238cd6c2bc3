using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Hosting;

/// <summary>Finds out what is there of all that AutoPEFT needs. Changes nothing.</summary>
internal static class Diagnosis
{
    private const long NeededMemory = 1_500_000_000;
    private const long NeededDisk = 200_000_000;

    /// <summary>Looks at the machine, the build, and the folder of studies.</summary>
    public static DoctorDocument Of(string dataFolder) =>
        new(BuildInformation.Version, Machine(), Checks(dataFolder), BuildInformation.Engines);

    private static MachineDocument Machine() => new(
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    private static ImmutableArray<CheckDocument> Checks(string dataFolder) =>
        [Memory(), DataFolder(dataFolder), Disk(dataFolder), .. TorchSharp()];

    private static CheckDocument Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        return new(
            "memory",
            bytes >= NeededMemory,
            $"{Figures.Bytes(bytes)} may be used; the quickstart takes up to {Figures.Bytes(NeededMemory)}",
            bytes >= NeededMemory ? null : "Give the process more memory, or search smaller models.");
    }

    private static CheckDocument DataFolder(string folder)
    {
        var parent = ExistingParent(folder);
        try
        {
            var probe = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $".autopeft-probe-{Environment.ProcessId}"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return new("data folder", true, parent == folder ? $"{folder} can be written" : $"{folder} can be created");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("data folder", false, fault.Message, "Choose another folder with --data, or change its permissions.");
        }
    }

    private static CheckDocument Disk(string folder)
    {
        var free = new DriveInfo(ExistingParent(folder)).AvailableFreeSpace;

        return new(
            "disk",
            free >= NeededDisk,
            $"{Figures.Bytes(free)} free; a quickstart takes up to {Figures.Bytes(NeededDisk)}",
            free >= NeededDisk ? null : "Free some space, or choose a folder on another disk with --data.");
    }

    private static IEnumerable<CheckDocument> TorchSharp()
    {
        IReadOnlyList<string>? devices;
        CommandFailure? failure = null;
        try
        {
            devices = TrainingEngines.TorchDevices;
        }
        catch (CommandFailure fault)
        {
            (devices, failure) = ([], fault);
        }

        if (failure is not null)
        {
            yield return new("torchsharp", false, failure.Message, "Install what the message names, or build with ./configure --without torchsharp.");
        }
        else if (devices is not null)
        {
            yield return new("torchsharp", true, $"computes on {string.Join(", ", devices)}");
        }
    }

    private static string ExistingParent(string folder)
    {
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? Path.GetPathRoot(folder)!;
        }

        return folder;
    }
}
