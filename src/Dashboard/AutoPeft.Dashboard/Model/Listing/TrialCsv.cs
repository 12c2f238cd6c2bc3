using System.Collections.Immutable;
using System.Text;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Trials as comma-separated values (RFC 4180).</summary>
internal static class TrialCsv
{
    /// <summary>A line of names, then one a trial.</summary>
    public static string Write(ImmutableArray<TrialField> columns, IEnumerable<Trial> trials)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => Cell(column.Key, isNumber: false))).Append("\r\n");
        foreach (var trial in trials)
        {
            text.AppendJoin(',', columns.Select(column => Cell(column.Text(trial), column.IsNumber))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string text, bool isNumber)
    {
        // Spreadsheets run texts that look like formulas; a quote before them keeps them texts.
        var safe = !isNumber && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
