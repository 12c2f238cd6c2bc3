using System.Collections.Immutable;

namespace AutoPeft.Training.Data;

/// <summary>One row of a task.</summary>
/// <param name="Text">The text; not empty. Of words: with single spaces between them.</param>
/// <param name="Pair">The second text of a pair; null when texts stand alone.</param>
/// <param name="Label">The class number, an index into the dataset's labels; 0 where rows have no class.</param>
public sealed record TextExample(string Text, string? Pair, int Label)
{
    /// <summary>The number to predict; 0 where rows have none.</summary>
    public float Value { get; init; }

    /// <summary>The tag of each word, indices into the dataset's labels; empty where words have none.</summary>
    public ImmutableArray<int> Tags { get; init; } = [];
}
