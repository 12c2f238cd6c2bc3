using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary><see cref="SoftmaxKernels"/> for one register width.</summary>
internal sealed unsafe class VectorSoftmaxKernels<TSimd, TVector> : SoftmaxKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    public override void Softmax(Span<float> values, in SoftmaxRows rows, Span<float> logSums)
    {
        fixed (float* start = values)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = start + ((nint)r * rows.Width);
                var visible = rows.VisibleTo(r);
                var greatest = RowReduction<TSimd, TVector>.Max(row, visible) * rows.Scale;
                var sum = Exponentials(row, visible, rows.Scale, greatest);
                Multiply(row, visible, 1 / sum);
                Hide(row, visible, rows.Width);
                logSums[r] = greatest + MathF.Log(sum);
            }
        }
    }

    public override void SoftmaxAgain(Span<float> values, in SoftmaxRows rows, ReadOnlySpan<float> logSums)
    {
        fixed (float* start = values)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = start + ((nint)r * rows.Width);
                var visible = rows.VisibleTo(r);
                Exponentials(row, visible, rows.Scale, logSums[r]);
                Hide(row, visible, rows.Width);
            }
        }
    }

    public override void Gradient(ReadOnlySpan<float> p, Span<float> dp, in SoftmaxRows rows)
    {
        fixed (float* probabilities = p, gradients = dp)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var row = probabilities + ((nint)r * rows.Width);
                var gradient = gradients + ((nint)r * rows.Width);
                var visible = rows.VisibleTo(r);
                var mean = RowReduction<TSimd, TVector>.Dot(row, gradient, visible);
                GradientRow(row, gradient, visible, (mean, rows.Scale));
                Hide(gradient, visible, rows.Width);
            }
        }
    }

    /// <summary>Replaces x by exp(scale · x − offset) and returns their sum.</summary>
    private static float Exponentials(float* x, int count, float scale, float offset)
    {
        var (factor, shift) = (TSimd.Broadcast(scale), TSimd.Broadcast(-offset));
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            var e = VectorMath<TSimd, TVector>.Exp(TSimd.MultiplyAdd(TSimd.Load(x + i), factor, shift));
            sum = TSimd.Add(sum, e);
            TSimd.Store(e, x + i);
        }

        if (i < count)
        {
            var rest = PartialVector<TSimd, TVector>.Load(x + i, count - i);
            rest = VectorMath<TSimd, TVector>.Exp(TSimd.MultiplyAdd(rest, factor, shift));
            PartialVector<TSimd, TVector>.Store(rest, x + i, count - i);
            sum = TSimd.Add(sum, PartialVector<TSimd, TVector>.Load(x + i, count - i));
        }

        return TSimd.Sum(sum);
    }

    private static void Multiply(float* x, int count, float factor)
    {
        var factors = TSimd.Broadcast(factor);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            TSimd.Store(TSimd.Multiply(TSimd.Load(x + i), factors), x + i);
        }

        for (; i < count; i++)
        {
            x[i] *= factor;
        }
    }

    private static void GradientRow(float* p, float* dp, int count, (float Mean, float Scale) row)
    {
        var (mean, scale) = (TSimd.Broadcast(row.Mean), TSimd.Broadcast(row.Scale));
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            var difference = TSimd.Subtract(TSimd.Load(dp + i), mean);
            TSimd.Store(TSimd.Multiply(TSimd.Multiply(TSimd.Load(p + i), scale), difference), dp + i);
        }

        for (; i < count; i++)
        {
            dp[i] = p[i] * row.Scale * (dp[i] - row.Mean);
        }
    }

    private static void Hide(float* row, int visible, int width) => new Span<float>(row + visible, width - visible).Clear();
}
