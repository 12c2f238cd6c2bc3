using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>A try ended without a result; the trial waits for a worker again.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="End">How the try ended.</param>
/// <param name="Reason">Why, for the person reading.</param>
public sealed record AttemptEnded(int Trial, AttemptEnd End, string Reason) : TrialEvent(Trial);
