namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Counts the selected texts of every class and type, so that none gets more than its share.</summary>
/// <param name="options">The limits.</param>
internal sealed class SelectionQuota(DocumentationTaskOptions options)
{
    private readonly Dictionary<(string Area, Split Split), int> _byClass = [];
    private readonly Dictionary<string, int> _byType = new(StringComparer.Ordinal);

    /// <summary>Whether the text may still be taken.</summary>
    public bool HasRoom(string area, string type, Split split) =>
        _byClass.GetValueOrDefault((area, split)) < Limit(split)
        && _byType.GetValueOrDefault(type) < options.TextsPerType;

    /// <summary>Counts the text.</summary>
    public void Take(string area, string type, Split split)
    {
        _byClass[(area, split)] = _byClass.GetValueOrDefault((area, split)) + 1;
        _byType[type] = _byType.GetValueOrDefault(type) + 1;
    }

    private int Limit(Split split) => split switch
    {
        Split.Train => options.TrainPerClass,
        Split.Validation => options.ValidationPerClass,
        Split.Test => options.TestPerClass,
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "No such split."),
    };
}
