using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Loop;

/// <summary>What a training makes small.</summary>
internal static class TaskLoss
{
    /// <summary>The mean over what some rows ask to be predicted: cross entropy in nats, or the squared error of numbers.</summary>
    /// <param name="logits">[B, K], or [B, T, K] where tokens are predicted.</param>
    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">The rows, B of them.</param>
    /// <param name="classWeights">[K], or empty for 1 each; the mean is weighted as in PyTorch.</param>
    public static Tensor Of(
        Tensor logits, EncodedDataset data, ImmutableArray<int> rows, ReadOnlySpan<float> classWeights = default) =>
        data.Task.Kind switch
        {
            TaskKind.Classification => logits.CrossEntropy(data.LabelsOf(rows), classWeights),
            TaskKind.Regression => logits.MeanSquaredError(data.ValuesOf(rows)),
            _ => logits.Reshape(new Shape(logits.Shape.Rows, logits.Shape.Last)) // [B · T, K]
                .CrossEntropy(data.TargetsOf(rows), classWeights),
        };

    /// <summary>What that mean divides by: the predictions that some rows ask for, each with the weight of its class.</summary>
    public static double WeightOf(EncodedDataset data, ImmutableArray<int> rows, ReadOnlySpan<float> classWeights)
    {
        if (classWeights.IsEmpty || data.Task.Kind == TaskKind.Regression)
        {
            return data.PredictionsOf(rows);
        }

        var weight = 0.0;
        foreach (var target in data.Task.Kind == TaskKind.Classification ? data.LabelsOf(rows) : data.TargetsOf(rows))
        {
            weight += target == EncodedExample.Nothing ? 0 : classWeights[target];
        }

        return weight;
    }
}
