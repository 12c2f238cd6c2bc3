namespace AutoPeft.Trials.Events;

/// <summary>A trial was called off before it had a result.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Reason">Why, for the person reading.</param>
public sealed record TrialCancelled(int Trial, string Reason) : TrialEvent(Trial);
