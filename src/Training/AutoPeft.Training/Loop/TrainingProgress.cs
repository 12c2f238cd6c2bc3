using System.Collections.Immutable;

namespace AutoPeft.Training.Loop;

/// <summary>How far a training has come, apart from the values in the tensors.</summary>
internal sealed class TrainingProgress(TrainingTask task)
{
    /// <summary>The steps taken.</summary>
    public int Step { get; private set; }

    /// <summary>The sum of the losses of the current epoch's predictions so far.</summary>
    public double LossSum { get; private set; }

    /// <summary>What was measured, one entry an epoch.</summary>
    public ImmutableArray<EpochMeasurement> History { get; private set; } = [];

    /// <summary>The values of the best epoch; null before the first.</summary>
    public TrainedState? Best { get; private set; }

    /// <summary>What was predicted in the best epoch; null before the first, and when an earlier attempt measured it.</summary>
    public Evaluation? BestEvaluation { get; private set; }

    /// <summary>The epoch that is trained now, counted from 0.</summary>
    public int Epoch => History.Length;

    /// <summary>The steps taken in this epoch; all of them when only its measurement is missing.</summary>
    public int StepInEpoch => Step - (Epoch * task.StepsPerEpoch);

    /// <summary>Whether every epoch is measured.</summary>
    public bool IsFinished => Epoch >= task.Config.Epochs;

    /// <summary>Whether there were as many epochs without improvement as the patience allows.</summary>
    public bool IsOutOfPatience =>
        task.Config.Patience is { } patience && Epoch > 0 && Epoch - BestEpoch >= patience;

    /// <summary>What was measured of the best epoch, the first of equals; null before the first.</summary>
    public EpochMeasurement? BestMeasurement => History.MaxBy(
        measurement => task.Metric.IsLargerBetter ? measurement.Metric : -measurement.Metric);

    /// <summary>The best epoch, counted from 1.</summary>
    private int BestEpoch => BestMeasurement!.Epoch;

    /// <summary>Counts a step.</summary>
    /// <param name="loss">The mean loss of its predictions.</param>
    /// <param name="predictions">The number of its predictions.</param>
    public void StepTaken(double loss, int predictions)
    {
        Step++;
        LossSum += loss * predictions;
    }

    /// <summary>Takes over an epoch's measurement, and the tensors' values when it is the best so far.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="evaluation">The predictions that it was measured by.</param>
    public void EpochMeasured(EpochMeasurement measurement, Evaluation evaluation)
    {
        History = History.Add(measurement);
        LossSum = 0;
        if (BestEpoch == measurement.Epoch)
        {
            (Best, BestEvaluation) = (TrainedState.Of(task.Model), evaluation);
        }
    }

    /// <summary>Goes on from a checkpoint.</summary>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        Step = checkpoint.Step;
        LossSum = checkpoint.LossSum;
        History = checkpoint.History;
        Best = checkpoint.Best;
    }
}
