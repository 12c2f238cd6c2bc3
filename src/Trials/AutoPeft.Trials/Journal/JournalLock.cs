using System.Diagnostics;
using System.Globalization;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Journal;

/// <summary>The right to write to a study's journal, held by at most one process at a time and freed by its death.</summary>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <summary>Takes the right.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static JournalLock Take(string folder, string study)
    {
        var owner = Path.Combine(folder, "writer");
        try
        {
            var held = new JournalLock(new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            held.Sign(owner);
            return held;
        }
        catch (IOException) when (IsHeldElsewhere(folder))
        {
            throw new StoreUnavailableException(
                $"The study '{study}' is being written by {Describe(owner)}.", "Stop that process, or wait until it ends.");
        }
    }

    /// <summary>The process that took the right last, when that was on this machine and it is gone; null while it lives, and where nobody can tell.</summary>
    /// <remarks>Reads what it wrote. To try the right itself would keep, for a moment, one from taking it who needs it.</remarks>
    public static string? GoneOwner(string folder)
    {
        var owner = Path.Combine(folder, "writer");

        return File.Exists(owner) && Describe(owner) is var text && text.Split(' ') is ["process", var number, "on", var machine]
            && machine == Environment.MachineName && int.TryParse(number, CultureInfo.InvariantCulture, out var process) && !IsAlive(process) ? text : null;
    }

    public void Dispose() => _file.Dispose();

    private static bool IsAlive(int number)
    {
        try
        {
            using var process = Process.GetProcessById(number);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsHeldElsewhere(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, "lock"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Describe(string owner)
    {
        try
        {
            return File.ReadAllText(owner);
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private void Sign(string owner)
    {
        try
        {
            File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
