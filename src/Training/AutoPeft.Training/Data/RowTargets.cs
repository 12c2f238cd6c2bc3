using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Models.Structure;

namespace AutoPeft.Training.Data;

/// <summary>Turns the label column into what is learned.</summary>
/// <param name="kind">What is learned.</param>
internal sealed class RowTargets(TaskKind kind)
{
    /// <summary>The labels that rows have, in ordinal order; empty for tasks without labels.</summary>
    public ImmutableArray<string> LabelsOf(IReadOnlyList<LabelledRow> rows) => kind switch
    {
        TaskKind.Classification => Distinct(rows.Select(row => row.Label)),
        TaskKind.TokenClassification => Distinct(rows.SelectMany(row => Words.Of(row.Label))),
        _ => [],
    };

    /// <summary>The rows with what is learned from them; faults are added for rows that say nothing usable.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The classes or tags in the order of their numbers.</param>
    /// <param name="faults">Where faults go.</param>
    public ImmutableArray<TextExample> Read(
        IReadOnlyList<LabelledRow> rows, ImmutableArray<string> labels, FaultLog faults)
    {
        var numbers = labels.Select((label, number) => (label, number)).ToDictionary(StringComparer.Ordinal);

        return [.. rows.Select(row => kind switch
        {
            TaskKind.Classification => Find(row.Label, row.Line, numbers, faults) is { } number
                ? new TextExample(row.Text, row.Pair, number)
                : null,
            TaskKind.Regression => ReadNumber(row, faults),
            TaskKind.TokenClassification => ReadTags(row, numbers, faults),
            _ => new TextExample(row.Text, row.Pair, 0),
        }).OfType<TextExample>()];
    }

    private static ImmutableArray<string> Distinct(IEnumerable<string> labels) =>
        [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static TextExample? ReadNumber(LabelledRow row, FaultLog faults)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (float.TryParse(row.Label, Style, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value))
        {
            return new(row.Text, row.Pair, 0) { Value = value };
        }

        faults.Add(row.Line, $"The label '{row.Label}' is not a number.", "Write it like 3.25, or choose another task.");
        return null;
    }

    private static TextExample? ReadTags(LabelledRow row, Dictionary<string, int> numbers, FaultLog faults)
    {
        var (words, tags) = (Words.Of(row.Text), Words.Of(row.Label));
        if (words.Length != tags.Length)
        {
            faults.Add(
                row.Line,
                $"The row has {words.Length} words and {tags.Length} tags.",
                "Give each word, which spaces end, one tag.");
            return null;
        }

        ImmutableArray<int> found = [.. tags.Select(tag => Find(tag, row.Line, numbers, faults)).OfType<int>()];

        return found.Length == tags.Length ? new(Words.Join(words), null, 0) { Tags = found } : null;
    }

    private static int? Find(string label, int line, Dictionary<string, int> numbers, FaultLog faults)
    {
        if (numbers.TryGetValue(label, out var number))
        {
            return number;
        }

        faults.Add(line, $"The label '{label}' is not among the training labels.", Known(numbers.Keys));
        return null;
    }

    private static string Known(Dictionary<string, int>.KeyCollection labels)
    {
        const int Shown = 10;
        var names = string.Join(", ", labels.Take(Shown).Select(label => $"'{label}'"));

        return $"Known are {names}{(labels.Count > Shown ? " and others" : string.Empty)}.";
    }
}
