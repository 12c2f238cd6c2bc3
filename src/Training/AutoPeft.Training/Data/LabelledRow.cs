namespace AutoPeft.Training.Data;

/// <summary>A row whose label is still as it is written; empty where texts alone are learned from.</summary>
internal sealed record LabelledRow(int Line, string Text, string? Pair, string Label);
