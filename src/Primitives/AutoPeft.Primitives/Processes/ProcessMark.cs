using System.Diagnostics;
using System.Globalization;

namespace AutoPeft.Primitives.Processes;

/// <summary>Which process something belongs to, so that another one can tell later whether it still lives.</summary>
/// <param name="Machine">The machine on which it is. Numbers of processes mean nothing on another.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Start">When it started, in clock ticks since the machine did, so that a number that is used again is told apart; 0 where nobody can tell.</param>
/// <param name="Space">In which space of numbers: containers of one machine, and of one name, may each count their own. Empty where there is but one.</param>
public sealed record ProcessMark(string Machine, int Number, long Start, string Space)
{
    private const int StartField = 19;

    /// <summary>Whether it is known to have ended: never on another machine or in another container.</summary>
    public bool IsGone => IsHere && !Lives;

    /// <summary>Whether it is on this machine, where this process can see it, and has not ended.</summary>
    public bool IsAliveHere => IsHere && Lives;

    /// <summary>What a file keeps of it; its first line is for people.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{this}\n{Start}\n{Space}\n");

    private static string OwnSpace => OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? string.Empty : string.Empty;

    private bool IsHere => Machine == Environment.MachineName && (Space.Length == 0 || Space == OwnSpace);

    private bool Lives => OperatingSystem.IsLinux()
        ? StartOf(Number) is { } start && (Start == 0 || start == Start)
        : IsKnown(Number);

    /// <summary>The mark of a process of this machine.</summary>
    public static ProcessMark Of(int process) => new(Environment.MachineName, process, StartOf(process) ?? 0, OwnSpace);

    /// <summary>The mark of a text that <see cref="Text"/> gave, its first line at least; null when it is none.</summary>
    public static ProcessMark? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var lines = text.Split('\n');

        return lines[0].Split(' ') is ["process", var number, "on", var machine] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new(
                machine,
                process,
                long.TryParse(lines.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0,
                lines.ElementAtOrDefault(2) ?? string.Empty)
            : null;
    }

    /// <summary>The process in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {Number} on {Machine}");

    // A process that has ended stays listed until its parent asks how.
    private static long? StartOf(int process) =>
        ProcessStat.FieldsOf(process) is { Count: > StartField } fields && fields[0] is not ("Z" or "X" or "x")
            && long.TryParse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;

    private static bool IsKnown(int number)
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
}
