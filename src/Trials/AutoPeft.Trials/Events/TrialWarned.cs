namespace AutoPeft.Trials.Events;

/// <summary>The worker of a trial, or the controller while it waits, wants people to know something.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Warning">What. One sentence.</param>
public sealed record TrialWarned(int Trial, string Warning) : TrialEvent(Trial);
