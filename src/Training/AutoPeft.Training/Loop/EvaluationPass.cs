using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;

namespace AutoPeft.Training.Loop;

/// <summary>The measurement of a model on a dataset while it goes on, batch by batch.</summary>
/// <param name="model">The model with its modules and head.</param>
/// <param name="data">The rows.</param>
/// <param name="source">Where the hidden states come from.</param>
internal sealed class EvaluationPass(TrainableModel model, EncodedDataset data, IHiddenStateSource source)
{
    private readonly PredictionLog _log = new(data);
    private readonly ImmutableArray<ImmutableArray<int>> _plan = BatchPlan.ForMeasurement(data);

    private int _batches;
    private double _loss;
    private long _predictions;

    /// <summary>The model with its modules and head.</summary>
    public TrainableModel Model => model;

    /// <summary>Whether every row is measured.</summary>
    public bool IsDone => _batches == _plan.Length;

    /// <summary>The next rows; to be called inside a step scope.</summary>
    public PendingStep Begin()
    {
        var rows = _plan[_batches];
        var context = new ForwardContext(model.Extensions, Training: false, default) { Reads = model.Reads };
        var batch = data.Batch(rows);

        return new(rows, batch, context, source.States(rows, batch, context));
    }

    /// <summary>Takes over what the model makes of these rows.</summary>
    /// <param name="step">The rows.</param>
    /// <param name="hidden">What leaves the last layer, [B, T, C].</param>
    public void Add(PendingStep step, Tensor hidden)
    {
        var logits = model.Head.Logits(hidden, step.Batch, step.Context); // [B, K] or [B, T, K]
        _log.Add(step.Rows, logits);
        var predictions = data.PredictionsOf(step.Rows);
        _loss += predictions * TaskLoss.Of(logits, data, step.Rows).Item();
        _predictions += predictions;
        _batches++;
    }

    /// <summary>What was measured.</summary>
    public Evaluation Close() => _log.Close(_loss / _predictions);
}
