using System.Collections.Immutable;

namespace AutoPeft.Trials.Events;

/// <summary>The worker measured something on the way.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Step">The training step after which it was measured.</param>
/// <param name="Metrics">The numbers by name.</param>
public sealed record TrialMeasured(int Trial, int Step, ImmutableSortedDictionary<string, double> Metrics) : TrialEvent(Trial);
