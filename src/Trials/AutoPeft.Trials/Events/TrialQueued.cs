using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>A new trial waits for a worker.</summary>
/// <param name="Trial">The trial's number: one more than the largest so far.</param>
/// <param name="Proposal">What is to be tried.</param>
public sealed record TrialQueued(int Trial, TrialProposal Proposal) : TrialEvent(Trial);
