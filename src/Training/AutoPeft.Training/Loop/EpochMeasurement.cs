namespace AutoPeft.Training.Loop;

/// <summary>What was measured at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Step">The training steps taken so far.</param>
/// <param name="TrainingLoss">The mean cross entropy over the epoch's rows while they were trained on, in nats.</param>
/// <param name="ValidationLoss">The mean cross entropy over the validation rows, in nats.</param>
/// <param name="Metric">The validation metric.</param>
/// <param name="Elapsed">The time of training and measuring so far, over all attempts.</param>
public sealed record EpochMeasurement(
    int Epoch, int Step, double TrainingLoss, double ValidationLoss, double Metric, TimeSpan Elapsed);
