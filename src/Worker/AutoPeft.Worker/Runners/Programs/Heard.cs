namespace AutoPeft.Worker.Runners.Programs;

/// <summary>What is done after a line that a program printed.</summary>
/// <param name="Answer">A line for its standard input; null for none.</param>
/// <param name="IsLast">Whether it is asked to end: it has a short while to do so and is then killed.</param>
internal readonly record struct Heard(string? Answer = null, bool IsLast = false);
