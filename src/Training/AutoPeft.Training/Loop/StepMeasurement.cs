namespace AutoPeft.Training.Loop;

/// <summary>What was measured within an epoch.</summary>
/// <param name="Step">The training steps taken so far.</param>
/// <param name="ValidationLoss">The mean loss over the predictions of the validation rows, unweighted.</param>
/// <param name="Metric">The validation metric.</param>
public sealed record StepMeasurement(int Step, double ValidationLoss, double Metric);
