namespace AutoPeft.Training.Pretraining;

/// <summary>What became of a pre-training.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Elapsed">The time of this process.</param>
/// <param name="HeldOut">The measurement on held-out texts at the end; null when it diverged.</param>
public sealed record PretrainingOutcome(PretrainingEnd End, int Step, TimeSpan Elapsed, HeldOutLoss? HeldOut);
