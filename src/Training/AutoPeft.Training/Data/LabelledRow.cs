namespace AutoPeft.Training.Data;

/// <summary>A row whose label has no number yet.</summary>
internal sealed record LabelledRow(int Line, string Text, string? Pair, string Label);
