using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>The trial can be continued from here.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Checkpoint">From where.</param>
public sealed record CheckpointSaved(int Trial, CheckpointReference Checkpoint) : TrialEvent(Trial);
