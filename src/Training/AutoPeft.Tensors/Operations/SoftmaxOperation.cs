using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Rows;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Softmax over the innermost axis.</summary>
internal static class SoftmaxOperation
{
    public static ManagedTensor Apply(ManagedTensor x)
    {
        Check(x.Shape);
        var y = x.Engine.Result(x.Shape);
        x.Data.Span.CopyTo(y.Data.Span);
        using var statistics = Normalise(x.Engine, y.Data, x.Shape);
        if (x.Engine.Records(x))
        {
            Record(x, y);
        }

        return y;
    }

    /// <summary>Replaces the rows by their softmax; returns m = max x and Σ exp(x − m) of each row in a rented buffer.</summary>
    public static TensorBuffer Normalise(ManagedEngine engine, TensorBuffer values, Shape shape)
    {
        var width = shape.Last;
        var statistics = engine.Pool.Rent(2 * shape.Rows);
        engine.Crew.ForRange(shape.Rows, Grain(width), (first, count) => engine.Kernels.Softmax.Softmax(
            values.Slice(first * width, count * width),
            SoftmaxRows.Whole(count, width),
            statistics.Slice(2 * first, 2 * count)));
        return statistics;
    }

    internal static void Check(Shape x)
    {
        if (x.Rank == 0)
        {
            throw new ShapeMismatchException(nameof(Tensor.Softmax), x, x);
        }
    }

    private static void Record(ManagedTensor x, ManagedTensor y)
    {
        var (engine, probabilities, width) = (x.Engine, y.Data.Retain(), x.Shape.Last);
        y.Record([x], [probabilities], dy =>
        {
            var dx = engine.Pool.Rent(dy.Length);
            dy.Span.CopyTo(dx.Span);
            engine.Crew.ForRange(x.Shape.Rows, Grain(width), (first, count) => engine.Kernels.Softmax.Gradient(
                probabilities.Slice(first * width, count * width),
                dx.Slice(first * width, count * width),
                SoftmaxRows.Whole(count, width)));
            x.Gradients!.Give(dx);
        });
    }

    private static int Grain(int width) => Math.Max(1, ManagedEngine.ElementGrain / Math.Max(1, width));
}
