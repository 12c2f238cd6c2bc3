namespace AutoPeft.Trials.Lifecycle;

/// <summary>A worker's right to write the results of a trial, until it expires or somebody else is given it.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">Which try of the trial this is, from 1.</param>
/// <param name="Token">Fencing token, larger for each lease of a study: a write with an older token is refused.</param>
/// <param name="Worker">The worker's name.</param>
/// <param name="Expires">When the lease runs out unless it is renewed.</param>
public sealed record Lease(string Study, int Trial, int Attempt, long Token, string Worker, DateTimeOffset Expires);
