using AutoPeft.Tensors.Engines;

namespace AutoPeft.Tensors.Operations;

/// <summary>Sums over all elements. Blocks are summed in float, blocks' sums in double, always in the same order.</summary>
internal static class SumOperation
{
    private const int Block = 4096;

    public static ManagedTensor Apply(ManagedTensor x)
    {
        var y = x.Engine.Result(default);
        var total = 0.0;
        for (var i = 0; i < x.Shape.Count; i += Block)
        {
            total += x.Engine.Kernels.Elementwise.SumOf(x.Data.Slice(i, Math.Min(Block, x.Shape.Count - i)));
        }

        y.Data.Span[0] = (float)total;
        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.Rent(x.Shape.Count);
                dx.Span.Fill(dy.Span[0]);
                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    /// <summary>Σ x² in double precision.</summary>
    public static double OfSquares(ReadOnlySpan<float> x)
    {
        var (even, odd) = (0.0, 0.0); // two sums, so that one addition need not wait for the other
        var i = 0;
        for (; i < x.Length - 1; i += 2)
        {
            even += (double)x[i] * x[i];
            odd += (double)x[i + 1] * x[i + 1];
        }

        return even + odd + (i < x.Length ? (double)x[i] * x[i] : 0);
    }
}
