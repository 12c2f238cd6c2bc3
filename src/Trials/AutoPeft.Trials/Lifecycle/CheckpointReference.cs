namespace AutoPeft.Trials.Lifecycle;

/// <summary>Where a trial can be continued from.</summary>
/// <param name="Step">The training step after which the checkpoint was written.</param>
/// <param name="Path">The checkpoint's path, relative to the trial's checkpoint folder.</param>
public sealed record CheckpointReference(int Step, string Path);
