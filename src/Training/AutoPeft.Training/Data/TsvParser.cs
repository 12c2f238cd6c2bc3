namespace AutoPeft.Training.Data;

/// <summary>Splits tab-separated text. Nothing is quoted and nothing is escaped, as in the GLUE files.</summary>
internal static class TsvParser
{
    /// <summary>The rows; empty lines at the end of the file are no rows.</summary>
    public static IEnumerable<TableRow> Parse(string text)
    {
        var line = 0;
        foreach (var content in TextLines.Of(text))
        {
            line++;
            yield return new TableRow(line, content.Split('\t'));
        }
    }
}
