namespace AutoPeft.Trials.Events;

/// <summary>The worker began to train.</summary>
/// <param name="Trial">The trial's number.</param>
public sealed record TrialStarted(int Trial) : TrialEvent(Trial);
