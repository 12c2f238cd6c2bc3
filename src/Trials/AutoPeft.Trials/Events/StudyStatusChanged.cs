using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>A study started, paused or ended.</summary>
/// <param name="Status">The new status.</param>
/// <param name="Reason">Why, for the person reading.</param>
public sealed record StudyStatusChanged(StudyStatus Status, string Reason) : StudyEvent;
