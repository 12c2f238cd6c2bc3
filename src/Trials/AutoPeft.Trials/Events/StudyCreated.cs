using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>A study was defined. Always the first event.</summary>
/// <param name="Study">What was defined.</param>
public sealed record StudyCreated(StudyHeader Study) : StudyEvent;
