using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Loop;

/// <summary>One training while it goes on. Between two calls it can always be saved.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly TrainingTask _task;
    private readonly TimeProvider _time;
    private readonly TrainingProgress _progress;
    private readonly LinearSchedule _schedule;
    private readonly AdamW _optimizer;
    private readonly IHiddenStateSource _train;
    private readonly IHiddenStateSource _validation;
    private readonly long _started;
    private readonly int _predictions;
    private TimeSpan _elapsedBefore;

    /// <summary>Opens a training, at the beginning or where its checkpoint stopped.</summary>
    public TrainingSession(TrainingTask task, TimeProvider time, CancellationToken cancellationToken)
    {
        var checkpoint = task.ResumeFrom is null ? null : CheckpointFile.Read(task.ResumeFrom, TaskFingerprint.Of(task));
        _task = task;
        _time = time;
        _started = time.GetTimestamp();
        _predictions = task.Train.PredictionsOf([.. Enumerable.Range(0, task.Train.Count)]);
        _progress = new TrainingProgress(task);
        _schedule = LinearSchedule.FromFraction(task.Config.WarmupFraction, task.TotalSteps);
        (_train, _validation) = OpenStates(task, cancellationToken);
        var groups = ParameterGroup.Split(task.Model.Parameters, task.Config.LearningRate, task.Config.WeightDecay);
        _optimizer = new AdamW(task.Model.Model.Engine, groups, task.Config.Optimizer);
        if (checkpoint is not null)
        {
            Restore(checkpoint);
        }
    }

    /// <summary>How far it has come.</summary>
    public TrainingProgress Progress => _progress;

    /// <summary>The time of training and measuring so far, over all attempts.</summary>
    private TimeSpan Elapsed => _elapsedBefore + _time.GetElapsedTime(_started);

    /// <summary>Takes the steps that are left of the current epoch.</summary>
    /// <returns>Null, or which number was not finite in which step.</returns>
    public string? TrainEpoch(ITrainingObserver observer, CancellationToken cancellationToken)
    {
        var plan = BatchPlan.ForTraining(_task.Train, _task.Config.BatchSize, _task.Key.For("batches").For(_progress.Epoch));
        while (_progress.StepInEpoch < plan.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TakeStep(plan[_progress.StepInEpoch]) is { } divergence)
            {
                return divergence;
            }

            observer.StepTaken(_progress.Step, _task.TotalSteps);
        }

        return null;
    }

    /// <summary>Measures the epoch that was trained, on the validation rows.</summary>
    public EpochMeasurement MeasureEpoch(CancellationToken cancellationToken)
    {
        var evaluation = Evaluator.Evaluate(_task.Model, _task.Validation, _validation, cancellationToken);
        var measurement = new EpochMeasurement(
            _progress.Epoch + 1,
            _progress.Step,
            _progress.LossSum / _predictions,
            evaluation.Loss,
            _task.Metric.Measure(evaluation),
            Elapsed);
        _progress.EpochMeasured(measurement);

        return measurement;
    }

    /// <summary>Writes the checkpoint, if one is wanted.</summary>
    /// <returns>Whether one was written.</returns>
    public bool WriteCheckpoint()
    {
        if (_task.CheckpointPath is null)
        {
            return false;
        }

        CheckpointFile.Write(_task.CheckpointPath, new TrainingCheckpoint
        {
            Fingerprint = TaskFingerprint.Of(_task),
            Step = _progress.Step,
            LossSum = _progress.LossSum,
            Elapsed = Elapsed,
            History = _progress.History,
            Current = TrainedState.Of(_task.Model),
            Best = _progress.Best,
            Moments = _optimizer.Save(),
        });

        return true;
    }

    /// <summary>Puts the best epoch's values back and closes the books.</summary>
    public TrainingResult End(TrainingEnd end, string reason)
    {
        if (end != TrainingEnd.Diverged)
        {
            _progress.Best?.CopyTo(_task.Model);
        }

        return new TrainingResult(end, reason, _progress.Step, _progress.History, Elapsed) { Best = _progress.BestMeasurement };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _train.Dispose();
        _validation.Dispose();
    }

    private static (IHiddenStateSource Train, IHiddenStateSource Validation) OpenStates(
        TrainingTask task, CancellationToken cancellationToken)
    {
        var train = task.Model.Open(task.Train, task.FrozenStates, cancellationToken);
        try
        {
            return (train, task.Model.Open(task.Validation, task.FrozenStates, cancellationToken));
        }
        catch
        {
            train.Dispose();
            throw;
        }
    }

    private string? TakeStep(ImmutableArray<int> rows)
    {
        using var scope = _task.Model.Model.Engine.StepScope();
        var key = _task.Key.For("dropout").For(_progress.Step);
        var context = new ForwardContext(_task.Model.Extensions, Training: true, key);
        var batch = _task.Train.Batch(rows);
        var logits = _task.Model.Logits(_train.States(rows, batch, context), batch, context); // [B, K] or [B, T, K]
        var loss = TaskLoss.Of(logits, _task.Train, rows, _task.ClassWeights.AsSpan());
        var value = loss.Item();
        if (!float.IsFinite(value))
        {
            return $"The loss was {value} in step {_progress.Step + 1}.";
        }

        var moment = new TrainingMoment(
            _progress.Step + 1, _task.TotalSteps, _task.Config.LearningRate * _schedule.Factor(_progress.Step));
        (_task.Model.Modules?.Penalties() ?? []).Aggregate(loss, (sum, penalty) => sum.Add(penalty)).Backward();
        _task.Model.Modules?.BeforeUpdate(moment);
        var norm = _optimizer.Apply(_schedule.Factor(_progress.Step));
        if (!double.IsFinite(norm))
        {
            return $"The gradient's norm was {norm} in step {_progress.Step + 1}.";
        }

        _task.Model.Modules?.AfterUpdate(moment);
        _progress.StepTaken(value, _task.Train.PredictionsOf(rows));

        return null;
    }

    private void Restore(TrainingCheckpoint checkpoint)
    {
        _progress.Restore(checkpoint);
        _optimizer.Load(checkpoint.Moments, checkpoint.Step);
        _elapsedBefore = checkpoint.Elapsed;
        checkpoint.Current.CopyTo(_task.Model);
    }
}
