using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>A trial has its result.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Result">The result.</param>
public sealed record TrialFinished(int Trial, TrialResult Result) : TrialEvent(Trial);
