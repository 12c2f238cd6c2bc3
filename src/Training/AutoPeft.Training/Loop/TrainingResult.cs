using System.Collections.Immutable;

namespace AutoPeft.Training.Loop;

/// <summary>How a training went. Unless it diverged, the model holds the state of the best epoch.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Reason">
/// The same for the person reading, e.g. which number was not finite in which step. Empty when finished.
/// </param>
/// <param name="Steps">The steps taken, over all attempts.</param>
/// <param name="History">What was measured, one entry an epoch.</param>
/// <param name="Elapsed">The time of training and measuring, over all attempts.</param>
public sealed record TrainingResult(
    TrainingEnd End, string Reason, int Steps, ImmutableArray<EpochMeasurement> History, TimeSpan Elapsed)
{
    /// <summary>The epoch with the best validation metric, the first of equals; null when none was measured.</summary>
    public EpochMeasurement? Best { get; init; }

    /// <summary>
    /// What was predicted on the validation rows in the best epoch; null when none was measured, or an earlier attempt measured it: checkpoints
    /// do not hold it.
    /// </summary>
    public Evaluation? BestEvaluation { get; init; }
}
