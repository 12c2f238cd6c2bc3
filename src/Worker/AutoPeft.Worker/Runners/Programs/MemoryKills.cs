using System.Globalization;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>How often the system has killed processes because memory was out.</summary>
internal static class MemoryKills
{
    private const string Counter = "oom_kill ";

    /// <summary>The count since the machine started, of all processes; null where the system does not tell.</summary>
    public static long? Count()
    {
        try
        {
            var line = File.ReadLines("/proc/vmstat").FirstOrDefault(line => line.StartsWith(Counter, StringComparison.Ordinal));

            return line is null ? null : long.Parse(line.AsSpan(Counter.Length), CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
