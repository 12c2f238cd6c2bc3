namespace AutoPeft.Training.Data;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line it starts on, counted from 1.</param>
/// <param name="Fields">Its fields; null where a JSON object lacks the member.</param>
internal readonly record struct TableRow(int Line, IReadOnlyList<string?> Fields);
