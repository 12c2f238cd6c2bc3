using System.Collections.Immutable;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Loop;

/// <summary>All that a training needs to go on as if it had never stopped.</summary>
internal sealed record TrainingCheckpoint
{
    /// <summary>Identifies the task that it belongs to; see <see cref="TaskFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Step { get; init; }

    /// <summary>The sum of the losses of the current epoch's predictions so far.</summary>
    public required double LossSum { get; init; }

    /// <summary>The time of training and measuring so far.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What was measured, one entry an epoch.</summary>
    public required ImmutableArray<EpochMeasurement> History { get; init; }

    /// <summary>The values of everything trained.</summary>
    public required TrainedState Current { get; init; }

    /// <summary>The values of the best epoch; null before the first.</summary>
    public required TrainedState? Best { get; init; }

    /// <summary>The moments of the optimiser.</summary>
    public required ImmutableArray<ParameterState> Moments { get; init; }
}
