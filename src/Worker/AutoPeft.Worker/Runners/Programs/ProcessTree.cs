using System.Diagnostics;
using System.Globalization;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>A process with everything that it started, as Linux tells it in <c>/proc</c>; elsewhere the process alone.</summary>
internal static class ProcessTree
{
    /// <summary>The bytes of memory that are in use; memory that processes share is counted for each. 0 when it has ended.</summary>
    public static long ResidentBytes(Process root)
    {
        try
        {
            return OperatingSystem.IsLinux() ? Members(root.Id).Sum(ResidentBytes) : Refreshed(root).WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>When a process started, in clock ticks since the machine did; null when there is none. A number that is used again has another.</summary>
    public static long? StartOf(int process) =>
        Fields(process) is { Length: > 19 } fields && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var ticks) ? ticks : null;

    private static Process Refreshed(Process process)
    {
        process.Refresh();
        return process;
    }

    private static IEnumerable<int> Members(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: Fields(id) is { Length: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0))
            .ToLookup(process => process.Parent, process => process.Id);
        var members = new Queue<int>([root]);
        while (members.TryDequeue(out var member))
        {
            yield return member;
            foreach (var child in parents[member])
            {
                members.Enqueue(child);
            }
        }
    }

    private static long ResidentBytes(int process) =>
        Fields(process) is { Length: > 21 } fields ? long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    /// <summary>The fields of its state from the third on: state, parent, …; null when it is gone.</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            // "number (name) state parent …"; the name may have spaces and brackets.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));

            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
