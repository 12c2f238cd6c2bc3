namespace AutoPeft.Dashboard.Artifacts;

/// <summary>A line that the process of an attempt printed.</summary>
/// <param name="At">When.</param>
/// <param name="Stream">Where: <c>output</c>, <c>error</c>, or <c>autopeft</c> for what the worker says itself.</param>
/// <param name="Text">The line.</param>
public sealed record AttemptLine(DateTimeOffset At, string Stream, string Text);
