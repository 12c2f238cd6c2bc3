namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Sums down the columns of a matrix, for a stripe of columns, rows always in the same order.</summary>
internal abstract class ColumnKernels
{
    /// <summary>target = Σ over rows of x, for the columns of the stripe.</summary>
    /// <param name="x">All rows.</param>
    /// <param name="width">Columns of x.</param>
    /// <param name="first">The stripe's first column.</param>
    /// <param name="target">One number for each column of the stripe. Overwritten.</param>
    public abstract void Sum(ReadOnlySpan<float> x, int width, int first, Span<float> target);

    /// <summary>target = Σ over rows of x · y, for the columns of the stripe.</summary>
    public abstract void SumOfProducts(in ColumnPair pair, int width, int first, Span<float> target);
}
