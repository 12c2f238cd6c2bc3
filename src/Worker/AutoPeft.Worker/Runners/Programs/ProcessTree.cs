using System.Diagnostics;
using System.Globalization;
using AutoPeft.Primitives.Processes;

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
            .Select(id => (Id: id, Parent: ProcessStat.FieldsOf(id) is { Count: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0))
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
        ProcessStat.FieldsOf(process) is { Count: > 21 } fields ? long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
}
