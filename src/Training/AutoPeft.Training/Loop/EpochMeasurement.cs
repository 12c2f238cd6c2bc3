namespace AutoPeft.Training.Loop;

/// <summary>What was measured at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Step">The training steps taken so far.</param>
/// <param name="TrainingLoss">The mean loss over the epoch's predictions while they were trained on: cross entropy in nats, classes weighted as asked for, or squared error.</param>
/// <param name="ValidationLoss">The mean loss over the predictions of the validation rows, unweighted.</param>
/// <param name="Metric">The validation metric.</param>
/// <param name="Elapsed">The time of training and measuring so far, over all attempts.</param>
public sealed record EpochMeasurement(
    int Epoch, int Step, double TrainingLoss, double ValidationLoss, double Metric, TimeSpan Elapsed);
