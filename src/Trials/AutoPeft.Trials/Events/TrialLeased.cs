namespace AutoPeft.Trials.Events;

/// <summary>A worker claimed a trial; a new attempt begins.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Token">The fencing token: one more than the largest of the study so far.</param>
/// <param name="Worker">The worker's name.</param>
public sealed record TrialLeased(int Trial, int Attempt, long Token, string Worker) : TrialEvent(Trial);
