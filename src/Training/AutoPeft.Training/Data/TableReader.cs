namespace AutoPeft.Training.Data;

/// <summary>Reads a file of rows in any of the formats.</summary>
internal static class TableReader
{
    /// <summary>The format that a file's extension stands for; null when it stands for none.</summary>
    public static TableFormat? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TSV" or ".TXT" => TableFormat.Tsv,
        ".CSV" => TableFormat.Csv,
        ".JSONL" or ".NDJSON" => TableFormat.JsonLines,
        _ => null,
    };

    /// <summary>The table, or null after faults were added. Rows with faults are left out of it.</summary>
    public static Table? Read(string path, TableFormat format, bool hasHeader, FaultLog faults)
    {
        var text = StrictText.Read(path, faults);
        if (text is null)
        {
            return null;
        }

        if (format == TableFormat.JsonLines)
        {
            return JsonLinesParser.Parse(path, text, faults);
        }

        List<TableRow> rows = [.. format == TableFormat.Csv ? CsvParser.Parse(text, faults) : TsvParser.Parse(text)];
        if (faults.IsEmpty && rows.Count <= (hasHeader ? 1 : 0))
        {
            faults.Add(0, "The file has no rows.", "Give a file with at least one row of data.");
        }

        return rows.Count == 0 ? null : Build(path, rows, hasHeader, faults);
    }

    private static Table Build(string path, List<TableRow> rows, bool hasHeader, FaultLog faults)
    {
        var width = rows[0].Fields.Count;
        foreach (var row in rows.Where(row => row.Fields.Count != width))
        {
            faults.Add(
                row.Line,
                $"The row has {row.Fields.Count} {(row.Fields.Count == 1 ? "field" : "fields")}, but the {(hasHeader ? "header" : "first row")} has {width}.",
                "Correct the row; a field must not contain the separator unless it is quoted in a CSV file.");
        }

        var whole = rows.Where(row => row.Fields.Count == width);
        var columns = hasHeader ? rows[0].Fields.Select(name => name!.Trim()).ToArray() : [];

        return new Table(path, columns, [.. hasHeader ? whole.Skip(1) : whole]);
    }
}
