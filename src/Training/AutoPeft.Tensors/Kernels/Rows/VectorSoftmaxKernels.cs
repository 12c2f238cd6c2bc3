using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary><see cref="SoftmaxKernels"/> for one register width.</summary>
internal sealed unsafe class VectorSoftmaxKernels<TSimd, TVector> : SoftmaxKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Softmax(Span<float> values, in SoftmaxRows rows, Span<float> statistics)
    {
        fixed (float* start = values, numbers = statistics)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = start + ((nint)r * rows.Width);
                var visible = rows.VisibleTo(r);
                var greatest = RowReduction<TSimd, TVector>.Max(row, visible) * rows.Scale;
                var sum = Exponentials(row, visible, rows, greatest);
                numbers[2 * r] = greatest;
                numbers[(2 * r) + 1] = sum;
                Multiply(row, rows.Computed, visible > 0 ? 1 / sum : 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SoftmaxAgain(Span<float> values, in SoftmaxRows rows, ReadOnlySpan<float> statistics)
    {
        fixed (float* start = values)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = start + ((nint)r * rows.Width);
                var visible = rows.VisibleTo(r);
                Exponentials(row, visible, rows, statistics[2 * r]);
                Multiply(row, rows.Computed, visible > 0 ? 1 / statistics[(2 * r) + 1] : 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient(ReadOnlySpan<float> p, Span<float> dp, in SoftmaxRows rows)
    {
        fixed (float* probabilities = p, gradients = dp)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = probabilities + ((nint)r * rows.Width);
                var gradient = gradients + ((nint)r * rows.Width);
                var mean = RowReduction<TSimd, TVector>.Dot(row, gradient, rows.VisibleTo(r));
                GradientRow(row, gradient, rows.VisibleTo(r), rows, mean);
            }
        }
    }

    /// <summary>Replaces x by exp(scale · x − offset) where the row sees it, else by 0, and returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponentials(float* x, int visible, in SoftmaxRows rows, float offset)
    {
        var (factor, shift) = (TSimd.Broadcast(rows.Scale), TSimd.Broadcast(-offset));
        var sum = TSimd.Broadcast(0);
        var width = rows.Computed;
        for (var i = 0; i < width; i += TSimd.Count)
        {
            var e = VectorMath<TSimd, TVector>.Exp(TSimd.MultiplyAdd(Load(x + i, width - i), factor, shift));
            e = TSimd.FirstLanes(e, visible - i, TSimd.Broadcast(0));
            sum = TSimd.Add(sum, e);
            Store(e, x + i, width - i);
        }

        Clear(x, width, rows.Width);

        return TSimd.Sum(sum);
    }

    /// <summary>Scales a row; what it does not see is 0 and stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(float* x, int width, float factor)
    {
        var factors = TSimd.Broadcast(factor);
        for (var i = 0; i < width; i += TSimd.Count)
        {
            Store(TSimd.Multiply(Load(x + i, width - i), factors), x + i, width - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientRow(float* p, float* dp, int visible, in SoftmaxRows rows, float center)
    {
        var (mean, scale) = (TSimd.Broadcast(center), TSimd.Broadcast(rows.Scale));
        var width = rows.Computed;
        for (var i = 0; i < width; i += TSimd.Count)
        {
            var difference = TSimd.Subtract(Load(dp + i, width - i), mean);
            var product = TSimd.Multiply(TSimd.Multiply(Load(p + i, width - i), scale), difference);
            product = TSimd.FirstLanes(product, visible - i, TSimd.Broadcast(0));
            Store(product, dp + i, width - i);
        }

        Clear(dp, width, rows.Width);
    }

    /// <summary>Fills a row with zeros behind what was computed: vectors side by side, as many as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(float* x, int first, int width)
    {
        for (var i = first; i < width; i += TSimd.Count)
        {
            Store(TSimd.Broadcast(0), x + i, width - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, int count) =>
        count >= TSimd.Count ? TSimd.Load(source) : TSimd.LoadPart(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector value, float* target, int count)
    {
        if (count >= TSimd.Count)
        {
            TSimd.Store(value, target);
        }
        else
        {
            TSimd.StorePart(value, target, count);
        }
    }
}
