using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;

namespace AutoPeft.Training.Loop;

/// <summary>Measures a model on a dataset, without dropout and without gradients.</summary>
public static class Evaluator
{
    /// <summary>
    /// Rows that go through the model together. Fixed, so that a measurement can be repeated to the last bit.
    /// </summary>
    private const int BatchSize = 32;

    /// <summary>The same where every token has as many logits as the vocabulary has words.</summary>
    private const int TextBatchSize = 8;

    /// <summary>Measures.</summary>
    /// <param name="model">The model with its modules and head.</param>
    /// <param name="data">The rows.</param>
    /// <param name="cache">Where states of the frozen part are kept; null computes them, with the same results.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    public static Evaluation Evaluate(
        TrainableModel model, EncodedDataset data, FrozenStateCache? cache, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var source = model.Open(data, cache, cancellationToken);

        return Evaluate(model, data, source, cancellationToken);
    }

    /// <summary>Measures with a source of hidden states that is already open.</summary>
    internal static Evaluation Evaluate(
        TrainableModel model, EncodedDataset data, IHiddenStateSource source, CancellationToken cancellationToken)
    {
        var log = new PredictionLog(data);
        var (loss, count) = (0.0, 0L);
        foreach (var rows in BatchPlan.ForEvaluation(data, BatchSizeFor(data)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var predictions = data.PredictionsOf(rows);
            loss += predictions * Evaluate(model, data, source, (rows, log));
            count += predictions;
        }

        return log.Close(loss / count);
    }

    private static int BatchSizeFor(EncodedDataset data) =>
        data.Task.Kind == TaskKind.LanguageModelling ? TextBatchSize : BatchSize;

    /// <summary>Predicts some rows and returns the mean loss of a prediction.</summary>
    private static double Evaluate(
        TrainableModel model,
        EncodedDataset data,
        IHiddenStateSource source,
        (ImmutableArray<int> Rows, PredictionLog Log) part)
    {
        using var scope = model.Model.Engine.StepScope();
        using var noGradient = model.Model.Engine.NoGradient();
        var context = new ForwardContext(model.Extensions, Training: false, default);
        var batch = data.Batch(part.Rows);
        var logits = model.Logits(source.States(part.Rows, batch, context), batch, context); // [B, K] or [B, T, K]
        part.Log.Add(part.Rows, logits);

        return TaskLoss.Of(logits, data, part.Rows).Item();
    }
}
