namespace AutoPeft.Training.Data;

/// <summary>One row of a classification task.</summary>
/// <param name="Text">The text; not empty.</param>
/// <param name="Pair">The second text of a pair; null when texts stand alone.</param>
/// <param name="Label">The class number, an index into the dataset's labels.</param>
public sealed record TextExample(string Text, string? Pair, int Label);
