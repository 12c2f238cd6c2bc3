using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>The mean over the tokens of each sequence that are not padding, [B, T, C] → [B, C].</summary>
internal static class TokenMeanOperation
{
    public static ManagedTensor Apply(ManagedTensor x, ReadOnlySpan<int> lengths)
    {
        Check(x.Shape, lengths);
        var (tokens, width) = (x.Shape[1], x.Shape[2]);
        var y = x.Engine.Result(new(x.Shape[0], width));
        for (var b = 0; b < lengths.Length; b++)
        {
            var mean = y.Data.Slice(b * width, width);
            x.Engine.Kernels.Columns.Sum(x.Data.Slice(b * tokens * width, lengths[b] * width), width, 0, mean);
            x.Engine.Kernels.Elementwise.Scale(mean, 1f / lengths[b], mean);
        }

        if (x.Engine.Records(x))
        {
            Record(x, lengths, y);
        }

        return y;
    }

    internal static void Check(Shape x, ReadOnlySpan<int> lengths)
    {
        if (x.Rank != 3 || lengths.Length != x[0])
        {
            throw new ShapeMismatchException(nameof(Tensor.MeanOverTokens), x, new(lengths.Length));
        }

        foreach (var length in lengths)
        {
            if (length < 1 || length > x[1])
            {
                throw new ArgumentOutOfRangeException(nameof(lengths), length, $"A length lies in 1 to {x[1]}.");
            }
        }
    }

    private static void Record(ManagedTensor x, ReadOnlySpan<int> lengths, ManagedTensor y)
    {
        var (tokens, width) = (x.Shape[1], x.Shape[2]);
        var counts = x.Engine.Pool.Rent(lengths.Length);
        lengths.CopyTo(counts.Integers);
        y.Record([x], [counts], dy =>
        {
            var dx = x.Engine.Pool.RentZeroed(x.Shape.Count);
            for (var b = 0; b < counts.Length; b++)
            {
                var sequence = dx.Slice(b * tokens * width, tokens * width);
                var share = 1f / counts.Integers[b];
                for (var t = 0; t < counts.Integers[b]; t++)
                {
                    var row = sequence.Slice(t * width, width);
                    x.Engine.Kernels.Elementwise.Scale(dy.Slice(b * width, width), share, row);
                }
            }

            x.Gradients!.Give(dx);
        });
    }
}
