namespace AutoPeft.Training.Data;

/// <summary>Picks the text and label columns out of a table.</summary>
internal static class LabelledRows
{
    /// <summary>The usable rows of a file; faults are added for all others.</summary>
    public static IReadOnlyList<LabelledRow> Read(string path, TaskDataConfig config, FaultLog faults)
    {
        if ((config.Format ?? TableReader.FormatOf(path)) is not { } format)
        {
            faults.Add(0, "The file's extension says no known format.", "Use .tsv, .csv or .jsonl, or set the format.");
            return [];
        }

        if (TableReader.Read(path, format, config.HasHeader, faults) is not { } table)
        {
            return [];
        }

        var text = table.Find(config.TextColumn, faults);
        var pair = config.PairColumn is null ? -1 : table.Find(config.PairColumn, faults);
        var label = config.HasLabels ? table.Find(config.LabelColumn, faults) : -1;
        var found = text >= 0 && (label >= 0 || !config.HasLabels) && (pair >= 0 || config.PairColumn is null);

        return found ? [.. table.Rows.Select(row => Pick(row, (text, pair, label), faults)).OfType<LabelledRow>()] : [];
    }

    private static LabelledRow? Pick(TableRow row, (int Text, int Pair, int Label) columns, FaultLog faults)
    {
        var text = row.Fields[columns.Text];
        var pair = columns.Pair < 0 ? null : row.Fields[columns.Pair];
        var label = columns.Label < 0 ? string.Empty : row.Fields[columns.Label]?.Trim();
        var whole = Require(text, "text", row.Line, faults)
            & (columns.Pair < 0 || Require(pair, "second text", row.Line, faults))
            & (columns.Label < 0 || Require(label, "label", row.Line, faults));

        return whole ? new LabelledRow(row.Line, text!, pair, label!) : null;
    }

    private static bool Require(string? field, string what, int line, FaultLog faults)
    {
        if (string.IsNullOrWhiteSpace(field))
        {
            faults.Add(line, $"The {what} is {(field is null ? "missing" : "empty")}.", "Fill it in, or remove the row.");
            return false;
        }

        return true;
    }
}
