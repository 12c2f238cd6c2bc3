namespace AutoPeft.Trials.Events;

/// <summary>The user wants a trial without a result tried again: it waits as if it had never ended.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Reason">Why, for the person reading.</param>
public sealed record TrialRetried(int Trial, string Reason) : TrialEvent(Trial);
