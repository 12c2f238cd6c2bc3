namespace AutoPeft.Trials.Lifecycle;

/// <summary>One number that a worker measured while it trained a trial.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Step">The training step after which it was measured.</param>
/// <param name="Metric">What was measured, e.g. <c>accuracy</c>.</param>
/// <param name="Value">The number; may be infinite or not a number when training diverged.</param>
public readonly record struct Measurement(int Trial, int Attempt, int Step, string Metric, double Value);
