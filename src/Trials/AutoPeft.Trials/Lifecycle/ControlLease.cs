namespace AutoPeft.Trials.Lifecycle;

/// <summary>A controller's right to propose trials of a study, until it expires and another takes it.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Controller">The controller's name.</param>
/// <param name="Token">Fencing token, larger for each controller of the study: a proposal with an older token is refused.</param>
public sealed record ControlLease(string Study, string Controller, long Token);
