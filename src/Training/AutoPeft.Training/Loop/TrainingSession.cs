using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
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
    private (int Epoch, ImmutableArray<ImmutableArray<int>> Batches) _plan = (-1, []);
    private float _loss;
    private int _measuredStep;

    /// <summary>Opens a training, at the beginning or where its checkpoint stopped.</summary>
    public TrainingSession(TrainingTask task, TimeProvider time, CancellationToken cancellationToken)
    {
        var checkpoint = task.ResumeFrom is null ? null : CheckpointFile.Read(task.ResumeFrom, TaskFingerprint.Of(task));
        _task = task;
        _time = time;
        _started = time.GetTimestamp();
        _predictions = task.Train.PredictionsOf(task.Rows);
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

    /// <summary>What is trained.</summary>
    public TrainableModel Model => _task.Model;

    /// <summary>Which number was not finite in which step; null while all are.</summary>
    public string? Divergence { get; private set; }

    /// <summary>The number of steps of the whole training.</summary>
    public int TotalSteps => _task.TotalSteps;

    /// <summary>Whether all steps of the epoch are taken, and only its measurement is missing.</summary>
    public bool IsEpochTrained => _progress.StepInEpoch >= _task.StepsPerEpoch;

    /// <summary>Whether a measurement is due before the next step: that of the epoch, or one within it.</summary>
    public bool IsMeasurementDue => IsEpochTrained
        || (_progress.StepInEpoch > 0 && _progress.Step != _measuredStep && _task.MeasuredSteps.Contains(_progress.Step));

    /// <summary>How far it has come.</summary>
    public TrainingProgress Progress => _progress;

    /// <summary>The time of training and measuring so far, over all attempts.</summary>
    private TimeSpan Elapsed => _elapsedBefore + _time.GetElapsedTime(_started);

    private RandomKey DropoutKey => _task.Key.For("dropout").For(_progress.Step);

    /// <summary>Takes the steps that are left until the next measurement.</summary>
    /// <returns>Null, or which number was not finite in which step.</returns>
    public string? TrainOn(ITrainingObserver observer, CancellationToken cancellationToken)
    {
        while (!IsMeasurementDue)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TakeStep() is { } divergence)
            {
                return divergence;
            }

            observer.StepTaken(_progress.Step, _task.TotalSteps);
        }

        return null;
    }

    /// <summary>The next step in one part; to be called inside a step scope.</summary>
    public PendingStep Begin() => Begin(RowsOfStep(), DropoutKey);

    /// <summary>What a step makes smaller, penalties included; null when it is not finite, and <see cref="Divergence"/> says so.</summary>
    /// <param name="step">The step.</param>
    /// <param name="hidden">What leaves the last layer, [B, T, C].</param>
    public Tensor? LossOf(PendingStep step, Tensor hidden)
    {
        var logits = Model.Head.Logits(hidden, step.Batch, step.Context); // [B, K] or [B, T, K]
        var loss = TaskLoss.Of(logits, _task.Train, step.Rows, _task.ClassWeights.AsSpan());
        _loss = loss.Item();
        if (!float.IsFinite(_loss))
        {
            Divergence = $"The loss was {_loss} in step {_progress.Step + 1}.";
            return null;
        }

        return (Model.Modules?.Penalties() ?? []).Aggregate(loss, (sum, penalty) => sum.Add(penalty));
    }

    /// <summary>Takes the step whose gradients are there.</summary>
    /// <param name="rows">Its rows.</param>
    /// <returns>Null, or which number was not finite in which step.</returns>
    public string? Update(ImmutableArray<int> rows)
    {
        using var scope = Model.Model.Engine.StepScope();
        var moment = new TrainingMoment(
            _progress.Step + 1, _task.TotalSteps, _task.Config.LearningRate * _schedule.Factor(_progress.Step));
        Model.Modules?.BeforeUpdate(moment);
        var norm = _optimizer.Apply(_schedule.Factor(_progress.Step));
        if (!double.IsFinite(norm))
        {
            return Divergence = $"The gradient's norm was {norm} in step {_progress.Step + 1}.";
        }

        Model.Modules?.AfterUpdate(moment);
        _progress.StepTaken(_loss, _task.Train.PredictionsOf(rows));

        return null;
    }

    /// <summary>Forgets what a step that was given up has added to gradients.</summary>
    public void ForgetGradients()
    {
        foreach (var parameter in Model.Parameters)
        {
            parameter.Tensor.ClearGradient();
        }
    }

    /// <summary>Measures on the validation rows.</summary>
    public Evaluation Evaluate(CancellationToken cancellationToken) =>
        Evaluator.Evaluate(Model, _task.Validation, _validation, cancellationToken);

    /// <summary>Begins to measure on the validation rows.</summary>
    public EvaluationPass OpenEvaluation() => new(Model, _task.Validation, _validation);

    /// <summary>What was measured within an epoch.</summary>
    public StepMeasurement MeasuredWithin(Evaluation evaluation)
    {
        _measuredStep = _progress.Step;

        return new(_progress.Step, evaluation.Loss, _task.Metric.Measure(evaluation));
    }

    /// <summary>Takes over what was measured of the epoch that was trained.</summary>
    public EpochMeasurement Measured(Evaluation evaluation)
    {
        var measurement = new EpochMeasurement(
            _progress.Epoch + 1,
            _progress.Step,
            _progress.LossSum / _predictions,
            evaluation.Loss,
            _task.Metric.Measure(evaluation),
            Elapsed);
        _progress.EpochMeasured(measurement, evaluation);

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

        return new TrainingResult(end, reason, _progress.Step, _progress.History, Elapsed)
        {
            Best = _progress.BestMeasurement,
            BestEvaluation = _progress.BestEvaluation,
        };
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

    private ImmutableArray<int> RowsOfStep()
    {
        if (_plan.Epoch != _progress.Epoch)
        {
            _plan = (_progress.Epoch, _task.BatchesOf(_progress.Epoch));
        }

        return _plan.Batches[_progress.StepInEpoch];
    }

    private PendingStep Begin(ImmutableArray<int> rows, RandomKey key)
    {
        var context = new ForwardContext(Model.Extensions, Training: true, key) { Reads = Model.Reads };
        var batch = _task.Train.Batch(rows);

        return new(rows, batch, context, _train.States(rows, batch, context));
    }

    private string? TakeStep()
    {
        var rows = RowsOfStep();
        var parts = StepPart.Of(_task, rows);
        var mean = 0f;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Differentiate(parts[i], parts.Length == 1 ? DropoutKey : DropoutKey.For(i)))
            {
                return Divergence;
            }

            mean += parts[i].Share * _loss;
        }

        _loss = mean;

        return Update(rows);
    }

    /// <summary>Adds the gradients of a part of the step.</summary>
    /// <returns>Whether its loss is finite; if not, <see cref="Divergence"/> says so.</returns>
    private bool Differentiate(StepPart part, RandomKey key)
    {
        using var scope = Model.Model.Engine.StepScope();
        var step = Begin(part.Rows, key);
        var loss = LossOf(step, Model.Run(step));
        (part.Share == 1 ? loss : loss?.Scale(part.Share))?.Backward();

        return loss is not null;
    }

    private void Restore(TrainingCheckpoint checkpoint)
    {
        _progress.Restore(checkpoint);
        _optimizer.Load(checkpoint.Moments, checkpoint.Step);
        _elapsedBefore = checkpoint.Elapsed;
        checkpoint.Current.CopyTo(_task.Model);
    }
}
