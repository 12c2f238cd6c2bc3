using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Loop;

/// <summary>Collects what a model predicts, batch by batch, whatever the order of the rows.</summary>
internal sealed class PredictionLog(EncodedDataset data)
{
    private readonly int[][] _classes = new int[data.Count][];
    private readonly int[][] _actual = new int[data.Count][];
    private readonly double[] _numbers = new double[data.Count];

    /// <summary>Takes over the predictions for some rows.</summary>
    /// <param name="rows">The rows, B of them.</param>
    /// <param name="logits">[B, K], or [B, T, K] where tokens are predicted.</param>
    public void Add(ImmutableArray<int> rows, Tensor logits)
    {
        if (data.Task.Kind == TaskKind.LanguageModelling)
        {
            return; // the loss says all; there are as many logits as words in a book
        }

        var values = logits.ToArray();
        var share = values.Length / rows.Length;
        var targets = data.Task.Kind == TaskKind.TokenClassification ? data.TargetsOf(rows) : [];
        for (var b = 0; b < rows.Length; b++)
        {
            Add(rows[b], values.AsSpan(b * share, share), targets.AsSpan(b * targets.Length / rows.Length, targets.Length / rows.Length));
        }
    }

    /// <summary>All predictions in the order of the rows.</summary>
    /// <param name="loss">The mean loss of a prediction.</param>
    public Evaluation Close(double loss)
    {
        if (data.Task.Kind == TaskKind.LanguageModelling)
        {
            return new([], null, loss);
        }

        if (data.Task.Kind == TaskKind.Regression)
        {
            var actual = data.ValuesOf([.. Enumerable.Range(0, data.Count)]).Select(value => (double)value);

            return new([], null, loss) { Numbers = new([.. _numbers], [.. actual]) };
        }

        ImmutableArray<int> predicted = [.. _classes.SelectMany(row => row)];

        return new(predicted, new(predicted.AsSpan(), [.. _actual.SelectMany(row => row)], data.Classes), loss)
        {
            Entities = data.Task.MarksEntities ? EntityCounts.Of(_classes, _actual, data.Labels) : null,
        };
    }

    private void Add(int row, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
    {
        switch (data.Task.Kind)
        {
            case TaskKind.Regression:
                _numbers[row] = logits[0];
                break;
            case TaskKind.Classification:
                (_classes[row], _actual[row]) = ([Largest(logits)], [data.LabelOf(row)]);
                break;
            default:
                AddTags(row, logits, targets);
                break;
        }
    }

    private void AddTags(int row, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
    {
        List<int> predicted = [];
        List<int> actual = [];
        for (var t = 0; t < targets.Length; t++)
        {
            if (targets[t] != EncodedExample.Nothing)
            {
                predicted.Add(Largest(logits.Slice(t * data.Classes, data.Classes)));
                actual.Add(targets[t]);
            }
        }

        (_classes[row], _actual[row]) = ([.. predicted], [.. actual]);
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
