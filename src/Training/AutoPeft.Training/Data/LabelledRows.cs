using System.Collections.Immutable;

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
        var label = table.Find(config.LabelColumn, faults);
        var found = text >= 0 && label >= 0 && (pair >= 0 || config.PairColumn is null);

        return found ? [.. table.Rows.Select(row => Pick(row, (text, pair, label), faults)).OfType<LabelledRow>()] : [];
    }

    /// <summary>The rows with class numbers; a label that is not in the list is a fault.</summary>
    public static ImmutableArray<TextExample> Number(
        IReadOnlyList<LabelledRow> rows, ImmutableArray<string> labels, FaultLog faults)
    {
        var numbers = labels.Select((label, number) => (label, number)).ToDictionary(StringComparer.Ordinal);
        var examples = ImmutableArray.CreateBuilder<TextExample>(rows.Count);
        foreach (var row in rows)
        {
            if (numbers.TryGetValue(row.Label, out var number))
            {
                examples.Add(new TextExample(row.Text, row.Pair, number));
            }
            else
            {
                faults.Add(row.Line, $"The label '{row.Label}' is not among the training labels.", Known(labels));
            }
        }

        return examples.ToImmutable();
    }

    private static LabelledRow? Pick(TableRow row, (int Text, int Pair, int Label) columns, FaultLog faults)
    {
        var text = row.Fields[columns.Text];
        var pair = columns.Pair < 0 ? null : row.Fields[columns.Pair];
        var label = row.Fields[columns.Label]?.Trim();
        var whole = Require(text, "text", row.Line, faults)
            & (columns.Pair < 0 || Require(pair, "second text", row.Line, faults))
            & Require(label, "label", row.Line, faults);

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

    private static string Known(ImmutableArray<string> labels)
    {
        const int Shown = 10;
        var names = string.Join(", ", labels.Take(Shown).Select(label => $"'{label}'"));

        return $"Known are {names}{(labels.Length > Shown ? " and others" : string.Empty)}.";
    }
}
