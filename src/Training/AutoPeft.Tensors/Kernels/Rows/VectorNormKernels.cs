using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary><see cref="NormKernels"/> for one register width.</summary>
internal sealed unsafe class VectorNormKernels<TSimd, TVector> : NormKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LayerNorm(
        ReadOnlySpan<float> x, in NormParameters parameters, Span<float> y, Span<float> statistics)
    {
        var width = parameters.Weight.Length;
        fixed (float* source = x, target = y, weight = parameters.Weight, bias = parameters.Bias)
        {
            for (var row = 0; row < statistics.Length / 2; row++)
            {
                var values = source + ((nint)row * width);
                var mean = RowReduction<TSimd, TVector>.Sum(values, width) / width;
                var variance = RowReduction<TSimd, TVector>.SumOfSquaredDifferences(values, width, mean) / width;
                var inverse = 1 / MathF.Sqrt(variance + parameters.Epsilon);
                statistics[2 * row] = mean;
                statistics[(2 * row) + 1] = inverse;
                Normalise(values, weight, bias, target + ((nint)row * width), (width, mean, inverse));
            }
        }
    }

    public override void LayerNormGradient(in NormGradientRows rows, Span<float> dx) => Gradient(rows, dx, centred: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RmsNorm(
        ReadOnlySpan<float> x, in NormParameters parameters, Span<float> y, Span<float> statistics)
    {
        var width = parameters.Weight.Length;
        fixed (float* source = x, target = y, weight = parameters.Weight)
        {
            for (var row = 0; row < statistics.Length / 2; row++)
            {
                var values = source + ((nint)row * width);
                var meanSquare = RowReduction<TSimd, TVector>.SumOfSquaredDifferences(values, width, 0) / width;
                var inverse = 1 / MathF.Sqrt(meanSquare + parameters.Epsilon);
                statistics[2 * row] = 0;
                statistics[(2 * row) + 1] = inverse;
                Normalise(values, weight, null, target + ((nint)row * width), (width, 0, inverse));
            }
        }
    }

    public override void RmsNormGradient(in NormGradientRows rows, Span<float> dx) => Gradient(rows, dx, centred: false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalise(
        float* x, float* weight, float* bias, float* y, (int Width, float Mean, float Inverse) row)
    {
        var factor = TSimd.Broadcast(row.Inverse);
        var mean = TSimd.Broadcast(row.Mean);
        var i = 0;
        for (; i <= row.Width - TSimd.Count; i += TSimd.Count)
        {
            var normal = TSimd.Multiply(TSimd.Subtract(TSimd.Load(x + i), mean), factor);
            var offset = bias is null ? TSimd.Broadcast(0) : TSimd.Load(bias + i);
            TSimd.Store(TSimd.MultiplyAdd(normal, TSimd.Load(weight + i), offset), y + i);
        }

        if (i < row.Width)
        {
            var rest = row.Width - i;
            var normal = TSimd.Multiply(TSimd.Subtract(TSimd.LoadPart(x + i, rest), mean), factor);
            var offset = bias is null ? TSimd.Broadcast(0) : TSimd.LoadPart(bias + i, rest);
            TSimd.StorePart(TSimd.MultiplyAdd(normal, TSimd.LoadPart(weight + i, rest), offset), y + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gradient(in NormGradientRows rows, Span<float> dx, bool centred)
    {
        var width = rows.Weight.Length;
        fixed (float* x = rows.X, weight = rows.Weight, dy = rows.Dy, target = dx)
        {
            for (var row = 0; row < rows.Statistics.Length / 2; row++)
            {
                var start = (nint)row * width;
                var statistics = (width, rows.Statistics[2 * row], rows.Statistics[(2 * row) + 1]);
                GradientRow(x + start, dy + start, weight, target + start, statistics, centred);
            }
        }
    }

    /// <summary>Two passes over a row: the first writes g to dx and sums it up, the second makes dx of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientRow(
        float* x, float* dy, float* weight, float* dx, (int Width, float Mean, float Inverse) row, bool centred)
    {
        var mean = TSimd.Broadcast(row.Mean);
        var inverse = TSimd.Broadcast(row.Inverse);
        var (sums, products) = (TSimd.Broadcast(0), TSimd.Broadcast(0)); // of g and of g · x̂
        for (var i = 0; i < row.Width; i += TSimd.Count)
        {
            var count = row.Width - i;
            var g = TSimd.Multiply(Load(dy + i, count), Load(weight + i, count));
            sums = TSimd.Add(sums, g);
            products = TSimd.MultiplyAdd(g, TSimd.Subtract(Load(x + i, count), mean), products);
            Store(g, dx + i, count);
        }

        var meanOfG = TSimd.Broadcast(centred ? TSimd.Sum(sums) / row.Width : 0);
        var slope = TSimd.Broadcast(-TSimd.Sum(products) * row.Inverse * row.Inverse / row.Width);
        for (var i = 0; i < row.Width; i += TSimd.Count)
        {
            var count = row.Width - i;
            var inner = TSimd.Subtract(Load(dx + i, count), meanOfG);
            inner = TSimd.MultiplyAdd(TSimd.Subtract(Load(x + i, count), mean), slope, inner);
            Store(TSimd.Multiply(inner, inverse), dx + i, count);
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
