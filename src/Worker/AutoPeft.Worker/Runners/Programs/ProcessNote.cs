using System.Diagnostics;
using System.Globalization;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>
/// Notes the process of a trial in its folder while it runs. When whoever started it was killed, the next attempt on the
/// same machine finds the note and ends what was left behind.
/// </summary>
internal sealed class ProcessNote : IDisposable
{
    private readonly string _path;

    private ProcessNote(string path) => _path = path;

    private string Folder => Path.GetDirectoryName(_path)!;

    /// <summary>Writes the note of a process; deleted when disposed.</summary>
    public static ProcessNote Write(string path, Process process)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}\n{process.Id}\n{ProcessTree.StartOf(process.Id) ?? 0}\n"));
        return new(path);
    }

    /// <summary>Ends the process of a note that was left behind, with everything that it started.</summary>
    /// <returns>Its number; null when there is no note, or its process is gone or on another machine.</returns>
    public static int? KillLeft(string path)
    {
        if (!File.Exists(path) || File.ReadAllLines(path) is not [var machine, var number, var start, ..])
        {
            return null;
        }

        File.Delete(path);
        return machine == Environment.MachineName
            && int.TryParse(number, CultureInfo.InvariantCulture, out var id)
            && ProcessTree.StartOf(id) is { } ticks && ticks.ToString(CultureInfo.InvariantCulture) == start
            && Kill(id) ? id : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_path);
        if (Directory.Exists(Folder) && !Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    private static bool Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
