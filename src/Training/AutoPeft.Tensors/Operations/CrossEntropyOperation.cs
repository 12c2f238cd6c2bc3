using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Weighted mean over rows of log Σ eˣ − x[target]: softmax and cross entropy in one.</summary>
internal static class CrossEntropyOperation
{
    private const int Ignored = -1;

    public static ManagedTensor Apply(
        ManagedTensor logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights)
    {
        Check(logits.Shape, targets, classWeights);
        var (engine, shape) = (logits.Engine, logits.Shape);
        var probabilities = engine.Pool.Rent(shape.Count); // [N, K]
        logits.Data.Span.CopyTo(probabilities.Span);
        using var statistics = SoftmaxOperation.Normalise(engine, probabilities, shape);

        var loss = engine.Result(default);
        var coefficients = engine.Pool.Rent(shape[0]); // each row's share of the mean
        loss.Data.Span[0] = Mean(logits, targets, classWeights, new(statistics.Span, coefficients.Span));
        if (engine.Records(logits))
        {
            Record(logits, targets, loss, (probabilities, coefficients));
        }
        else
        {
            probabilities.Dispose();
            coefficients.Dispose();
        }

        return loss;
    }

    internal static void Check(Shape logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights)
    {
        if (logits.Rank != 2 || logits[0] != targets.Length)
        {
            throw new ShapeMismatchException(nameof(Tensor.CrossEntropy), logits, new(targets.Length));
        }

        if (!classWeights.IsEmpty && classWeights.Length != logits[1])
        {
            throw new ShapeMismatchException(nameof(Tensor.CrossEntropy), logits, new(classWeights.Length));
        }

        foreach (var target in targets)
        {
            if (target != Ignored && (uint)target >= (uint)logits[1])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets), target, $"A target is {Ignored} or a class from 0 to {logits[1] - 1}.");
            }
        }
    }

    private static float Mean(
        ManagedTensor logits, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights, LossRows rows)
    {
        var (sum, total, classes) = (0.0, 0.0, logits.Shape[1]);
        for (var i = 0; i < targets.Length; i++)
        {
            var target = targets[i];
            var weight = target == Ignored ? 0 : classWeights.IsEmpty ? 1 : classWeights[target];
            rows.Coefficients[i] = weight;
            total += weight;
            sum += target == Ignored ? 0 : weight * (rows.LogSum(i) - logits.Data.Span[(i * classes) + target]);
        }

        var share = (float)(1 / total);
        foreach (ref var coefficient in rows.Coefficients)
        {
            coefficient *= share;
        }

        return (float)(sum / total);
    }

    private static void Record(
        ManagedTensor logits, ReadOnlySpan<int> targets, ManagedTensor loss, (TensorBuffer P, TensorBuffer Coefficients) rows)
    {
        var (engine, classes) = (logits.Engine, logits.Shape[1]);
        var classNumbers = engine.Pool.Rent(targets.Length);
        targets.CopyTo(classNumbers.Integers);
        loss.Record([logits], [rows.P, rows.Coefficients, classNumbers], dy =>
        {
            var dx = engine.Pool.Rent(rows.P.Length);
            for (var i = 0; i < classNumbers.Length; i++)
            {
                var coefficient = rows.Coefficients.Span[i] * dy.Span[0];
                var row = dx.Slice(i * classes, classes);
                engine.Kernels.Elementwise.Scale(rows.P.Slice(i * classes, classes), coefficient, row);
                if (classNumbers.Integers[i] != Ignored)
                {
                    row[classNumbers.Integers[i]] -= coefficient;
                }
            }

            logits.Gradients!.Give(dx);
        });
    }

    /// <summary>What belongs to each row of the logits.</summary>
    private readonly ref struct LossRows(ReadOnlySpan<float> statistics, Span<float> coefficients)
    {
        private readonly ReadOnlySpan<float> _statistics = statistics;

        public Span<float> Coefficients { get; } = coefficients;

        /// <summary>log Σ eˣ.</summary>
        public double LogSum(int row) => _statistics[2 * row] + Math.Log(_statistics[(2 * row) + 1]);
    }
}
