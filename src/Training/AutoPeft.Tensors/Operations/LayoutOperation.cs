using AutoPeft.Tensors.Autograd;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>The same elements in another shape, and some of the columns.</summary>
internal static class LayoutOperation
{
    /// <summary>Shares the memory of <paramref name="x"/>; nothing is copied, forwards or backwards.</summary>
    public static ManagedTensor Reshape(ManagedTensor x, Shape shape)
    {
        CheckReshape(x.Shape, shape);
        var y = x.Engine.Result(shape, x.Data.Retain());
        if (x.Engine.Records(x) && x.Gradients is GradientPart)
        {
            y.RecordPart(x, 0);
        }
        else if (x.Engine.Records(x))
        {
            y.Record([x], [], dy => x.Gradients!.Give(dy.Retain()));
        }

        return y;
    }

    public static ManagedTensor SliceLast(ManagedTensor x, int start, int count)
    {
        CheckSlice(x.Shape, start, count);
        var (width, rows) = (x.Shape.Last, x.Shape.Rows);
        var y = x.Engine.Result(x.Shape.WithLast(count));
        for (var row = 0; row < rows; row++)
        {
            x.Data.Slice((row * width) + start, count).CopyTo(y.Data.Slice(row * count, count));
        }

        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Gradients!.Open(out var accumulate);
                if (!accumulate)
                {
                    dx.Span.Clear();
                }

                for (var row = 0; row < rows; row++)
                {
                    x.Engine.Kernels.Elementwise.AddTo(dy.Slice(row * count, count), dx.Slice((row * width) + start, count));
                }
            });
        }

        return y;
    }

    internal static void CheckReshape(Shape x, Shape shape)
    {
        if (shape.Count != x.Count)
        {
            throw new ShapeMismatchException(nameof(Tensor.Reshape), x, shape);
        }
    }

    internal static void CheckSlice(Shape x, int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, x.Last, nameof(count));
    }
}
