using System.Globalization;

namespace AutoPeft.Primitives.Processes;

/// <summary>What Linux tells of a process in <c>/proc</c>.</summary>
public static class ProcessStat
{
    /// <summary>The fields of its state from the third on: state, parent, …; null when it is gone, and on other systems.</summary>
    public static IReadOnlyList<string>? FieldsOf(int process)
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
