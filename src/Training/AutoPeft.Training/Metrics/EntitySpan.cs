namespace AutoPeft.Training.Metrics;

/// <summary>An entity in a text.</summary>
/// <param name="Start">Its first word.</param>
/// <param name="End">The word after its last one.</param>
/// <param name="Type">What it is, e.g. PER.</param>
internal readonly record struct EntitySpan(int Start, int End, string Type);
