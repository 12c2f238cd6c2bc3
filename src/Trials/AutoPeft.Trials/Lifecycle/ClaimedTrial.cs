namespace AutoPeft.Trials.Lifecycle;

/// <summary>What a worker gets when it claims a trial.</summary>
/// <param name="Lease">The right to write its results.</param>
/// <param name="Trial">The trial, already in the state <see cref="TrialState.Leased"/>.</param>
public sealed record ClaimedTrial(Lease Lease, Trial Trial);
