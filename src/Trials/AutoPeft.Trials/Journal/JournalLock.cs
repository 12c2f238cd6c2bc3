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

    public void Dispose() => _file.Dispose();

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
