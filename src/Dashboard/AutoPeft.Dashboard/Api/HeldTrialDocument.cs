namespace AutoPeft.Dashboard.Api;

/// <summary>A trial that a worker has.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="Worker">Who has it.</param>
/// <param name="Attempt">Which try it is, from 1.</param>
/// <param name="Since">Since when.</param>
internal sealed record HeldTrialDocument(int Trial, string State, string Worker, int Attempt, DateTimeOffset Since);
