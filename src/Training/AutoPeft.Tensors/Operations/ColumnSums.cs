using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Rows;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>Sums over all rows, one for each column: the gradient of what was broadcast over rows.</summary>
internal static class ColumnSums
{
    private const int Stripe = 64; // columns that one thread takes at a time: four cache lines of a row

    /// <summary>Σ over rows of x, in a rented buffer of <paramref name="width"/> numbers.</summary>
    public static TensorBuffer Of(ManagedEngine engine, TensorBuffer x, int width)
    {
        var sums = engine.Pool.Rent(width);
        engine.Crew.ForRange(width, Stripe, (first, count) =>
            engine.Kernels.Columns.Sum(x.Span, width, first, sums.Slice(first, count)));
        return sums;
    }

    /// <summary>Σ over rows of x · y, in a rented buffer; y normalised on the way if there are statistics of its rows.</summary>
    public static TensorBuffer OfProducts(
        ManagedEngine engine, (TensorBuffer X, TensorBuffer Y) pair, TensorBuffer? statistics, int width)
    {
        var sums = engine.Pool.Rent(width);
        engine.Crew.ForRange(width, Stripe, (first, count) =>
        {
            var columns = new ColumnPair(pair.X.Span, pair.Y.Span, statistics is null ? default : statistics.Span);
            engine.Kernels.Columns.SumOfProducts(columns, width, first, sums.Slice(first, count));
        });
        return sums;
    }
}
