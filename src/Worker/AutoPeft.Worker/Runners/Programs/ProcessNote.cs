using System.Diagnostics;
using AutoPeft.Primitives.Processes;

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
        File.WriteAllText(path, ProcessMark.Of(process.Id).Text);
        return new(path);
    }

    /// <summary>Ends the process of a note that was left behind, with everything that it started.</summary>
    /// <returns>Its number; null when there is no note, or its process is gone or on another machine.</returns>
    public static int? KillLeft(string path)
    {
        if (!File.Exists(path) || ProcessMark.Parse(File.ReadAllText(path)) is not { } left)
        {
            return null;
        }

        File.Delete(path);
        return left is { Start: > 0, IsAliveHere: true } && Kill(left.Number) ? left.Number : null;
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
