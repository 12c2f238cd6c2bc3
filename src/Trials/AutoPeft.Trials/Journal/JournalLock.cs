using AutoPeft.Primitives.Processes;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Journal;

/// <summary>The right to write to a study's journal, held by at most one process at a time and freed by its death.</summary>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _owner;

    private JournalLock(FileStream file, string owner) => (_file, _owner) = (file, owner);

    /// <summary>Takes the right.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static JournalLock Take(string folder, string study)
    {
        var owner = OwnerOf(folder);
        try
        {
            var held = new JournalLock(
                new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), owner);
            held.Sign();
            return held;
        }
        catch (IOException) when (IsHeldElsewhere(folder))
        {
            throw new StoreUnavailableException(
                $"The study '{study}' is being written by {Describe(owner)}.", "Stop that process, or wait until it ends.");
        }
    }

    /// <summary>Why nobody has the right, in words without an end; null while somebody has it, and where nobody can tell.</summary>
    /// <remarks>Reads what the last owner wrote. To try the right itself would keep, for a moment, one from taking it who needs it.</remarks>
    public static string? WhyFree(string folder)
    {
        var owner = OwnerOf(folder);
        if (!File.Exists(owner))
        {
            return "no process has it open";
        }

        return ProcessMark.Parse(Read(owner)) is { IsGone: true } gone ? $"{gone} is gone" : null;
    }

    public void Dispose()
    {
        EraseSignature();
        _file.Dispose();
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

    private static string OwnerOf(string folder) => Path.Combine(folder, "writer");

    private static string Describe(string owner) => ProcessMark.Parse(Read(owner))?.ToString() ?? "another process";

    private static string Read(string owner)
    {
        try
        {
            return File.ReadAllText(owner);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string Mine() => ProcessMark.Of(Environment.ProcessId).Text;

    private void Sign()
    {
        try
        {
            File.WriteAllText(_owner, Mine());
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    // While the right is still held. A folder that was deleted may have been made anew by somebody else.
    private void EraseSignature()
    {
        try
        {
            if (Read(_owner) == Mine())
            {
                File.Delete(_owner);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It names a process that will be gone.
        }
    }
}
