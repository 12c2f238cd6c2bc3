using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Adds tokens in front of sequences, and takes one token out of each.</summary>
internal static class TokenOperation
{
    /// <summary>[B, T, C] and a prefix [L, C] → [B, L + T, C].</summary>
    public static ManagedTensor Prepend(ManagedTensor x, ManagedTensor prefix)
    {
        CheckPrepend(x.Shape, prefix.Shape);
        var (batch, front, rest) = (x.Shape[0], prefix.Shape.Count, x.Shape[1] * x.Shape[2]);
        var y = x.Engine.Result(new(batch, prefix.Shape[0] + x.Shape[1], x.Shape[2]));
        for (var b = 0; b < batch; b++)
        {
            var sequence = y.Data.Slice(b * (front + rest), front + rest);
            prefix.Data.Span.CopyTo(sequence);
            x.Data.Slice(b * rest, rest).CopyTo(sequence[front..]);
        }

        if (x.Engine.Records(x, prefix))
        {
            RecordPrepend(x, prefix, y);
        }

        return y;
    }

    /// <summary>[B, T, C] → [B, C] at one position.</summary>
    public static ManagedTensor Select(ManagedTensor x, int position)
    {
        CheckSelect(x.Shape, position);
        var (batch, tokens, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var y = x.Engine.Result(new(batch, width));
        for (var b = 0; b < batch; b++)
        {
            x.Data.Slice(((b * tokens) + position) * width, width).CopyTo(y.Data.Slice(b * width, width));
        }

        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.RentZeroed(x.Shape.Count);
                for (var b = 0; b < batch; b++)
                {
                    dy.Slice(b * width, width).CopyTo(dx.Slice(((b * tokens) + position) * width, width));
                }

                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    internal static void CheckPrepend(Shape x, Shape prefix)
    {
        if (x.Rank != 3 || prefix.Rank != 2 || x.Last != prefix.Last)
        {
            throw new ShapeMismatchException(nameof(Tensor.Prepend), x, prefix);
        }
    }

    internal static void CheckSelect(Shape x, int position)
    {
        if (x.Rank != 3)
        {
            throw new ShapeMismatchException(nameof(Tensor.SelectToken), x, x);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, x[1]);
    }

    private static void RecordPrepend(ManagedTensor x, ManagedTensor prefix, ManagedTensor y)
    {
        var (batch, front, rest) = (x.Shape[0], prefix.Shape.Count, x.Shape[1] * x.Shape[2]);
        y.Record([x, prefix], [], dy =>
        {
            if (prefix.RequiresGradient)
            {
                prefix.Gradients!.Give(SumOfFronts(prefix.Engine, dy, front, rest));
            }

            if (x.RequiresGradient)
            {
                var dx = x.Engine.Pool.Rent(x.Shape.Count);
                for (var b = 0; b < batch; b++)
                {
                    dy.Slice((b * (front + rest)) + front, rest).CopyTo(dx.Slice(b * rest, rest));
                }

                x.Gradients!.Give(dx);
            }
        });
    }

    private static TensorBuffer SumOfFronts(ManagedEngine engine, TensorBuffer dy, int front, int rest)
    {
        var sum = engine.Pool.RentZeroed(front);
        for (var start = 0; start < dy.Length; start += front + rest)
        {
            engine.Kernels.Elementwise.AddTo(dy.Slice(start, front), sum.Span);
        }

        return sum;
    }
}
