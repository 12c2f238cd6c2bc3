using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Loop;

/// <summary>Measures a model on a dataset, without dropout and without gradients.</summary>
public static class Evaluator
{
    /// <summary>
    /// Rows that go through the model together. Fixed, so that a measurement can be repeated to the last bit.
    /// </summary>
    private const int BatchSize = 32;

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
        var predictions = new int[data.Count];
        var loss = 0.0;
        foreach (var rows in BatchPlan.ForEvaluation(data, BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            loss += rows.Length * Evaluate(model, data, source, (rows, predictions));
        }

        var labels = Enumerable.Range(0, data.Count).Select(data.LabelOf).ToArray();

        return new Evaluation([.. predictions], new ConfusionMatrix(predictions, labels, data.Classes), loss / data.Count);
    }

    /// <summary>Predicts some rows and returns their mean loss.</summary>
    private static double Evaluate(
        TrainableModel model,
        EncodedDataset data,
        IHiddenStateSource source,
        (ImmutableArray<int> Rows, int[] Predictions) part)
    {
        using var scope = model.Model.Engine.StepScope();
        using var noGradient = model.Model.Engine.NoGradient();
        var context = new ForwardContext(model.Extensions, Training: false, default);
        var batch = data.Batch(part.Rows);
        var logits = model.Logits(source.States(part.Rows, batch, context), batch, context); // [B, K]
        var values = logits.ToArray();
        for (var b = 0; b < part.Rows.Length; b++)
        {
            part.Predictions[part.Rows[b]] = Largest(values.AsSpan(b * data.Classes, data.Classes));
        }

        return logits.CrossEntropy(data.LabelsOf(part.Rows)).Item();
    }

    private static int Largest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var k = 1; k < logits.Length; k++)
        {
            best = logits[k] > logits[best] ? k : best;
        }

        return best;
    }
}
