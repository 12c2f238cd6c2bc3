namespace AutoPeft.Training.Pretraining;

/// <summary>How far a pre-training is.</summary>
/// <param name="Step">Steps taken, those before an interruption included.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Epochs">Passes over the corpus.</param>
/// <param name="Loss">The mean training loss since the last report, in nats a token.</param>
/// <param name="TokensPerSecond">Tokens learnt from per second since this process began, padding not counted.</param>
/// <param name="Elapsed">The time since this process began.</param>
/// <param name="HeldOut">The latest measurement on held-out texts; null before the first.</param>
public sealed record PretrainingProgress(
    int Step, int Steps, double Epochs, double Loss, double TokensPerSecond, TimeSpan Elapsed, HeldOutLoss? HeldOut);
