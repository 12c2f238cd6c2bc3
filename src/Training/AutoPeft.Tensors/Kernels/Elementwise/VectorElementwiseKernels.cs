using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Elementwise;

/// <summary><see cref="ElementwiseKernels"/> for one register width.</summary>
internal sealed unsafe class VectorElementwiseKernels<TSimd, TVector> : ElementwiseKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Map<TActivation>(ReadOnlySpan<float> x, Span<float> result)
    {
        fixed (float* source = x, target = result)
        {
            var i = 0;
            for (; i <= x.Length - TSimd.Count; i += TSimd.Count)
            {
                TSimd.Store(TActivation.Value<TSimd, TVector>(TSimd.Load(source + i)), target + i);
            }

            if (i < x.Length)
            {
                var rest = TSimd.LoadPart(source + i, x.Length - i);
                rest = TActivation.Value<TSimd, TVector>(rest);
                TSimd.StorePart(rest, target + i, x.Length - i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MapGradient<TActivation>(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        fixed (float* source = x, upper = dy, target = dx)
        {
            var i = 0;
            for (; i <= x.Length - TSimd.Count; i += TSimd.Count)
            {
                var slope = TActivation.Derivative<TSimd, TVector>(TSimd.Load(source + i));
                TSimd.Store(TSimd.Multiply(TSimd.Load(upper + i), slope), target + i);
            }

            if (i < x.Length)
            {
                var rest = x.Length - i;
                var slope = TActivation.Derivative<TSimd, TVector>(TSimd.LoadPart(source + i, rest));
                var product = TSimd.Multiply(TSimd.LoadPart(upper + i, rest), slope);
                TSimd.StorePart(product, target + i, rest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Combine<TBinary>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
    {
        fixed (float* left = x, right = y, target = result)
        {
            Combine<TBinary>(left, right, target, x.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CombineRows<TBinary>(ReadOnlySpan<float> x, ReadOnlySpan<float> row, Span<float> result)
    {
        fixed (float* left = x, right = row, target = result)
        {
            for (var start = 0; start < x.Length; start += row.Length)
            {
                Combine<TBinary>(left + start, right, target + start, row.Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(ReadOnlySpan<float> x, float factor, Span<float> result)
    {
        var factors = TSimd.Broadcast(factor);
        fixed (float* source = x, target = result)
        {
            var i = 0;
            for (; i <= x.Length - TSimd.Count; i += TSimd.Count)
            {
                TSimd.Store(TSimd.Multiply(TSimd.Load(source + i), factors), target + i);
            }

            for (; i < x.Length; i++)
            {
                target[i] = source[i] * factor;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float SumOf(ReadOnlySpan<float> x)
    {
        var sum = TSimd.Broadcast(0);
        fixed (float* source = x)
        {
            var i = 0;
            for (; i <= x.Length - TSimd.Count; i += TSimd.Count)
            {
                sum = TSimd.Add(sum, TSimd.Load(source + i));
            }

            return TSimd.Sum(TSimd.Add(sum, TSimd.LoadPart(source + i, x.Length - i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<TBinary>(float* left, float* right, float* target, int count)
        where TBinary : struct, IBinary
    {
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            TSimd.Store(TBinary.Value<TSimd, TVector>(TSimd.Load(left + i), TSimd.Load(right + i)), target + i);
        }

        if (i < count)
        {
            var a = TSimd.LoadPart(left + i, count - i);
            var b = TSimd.LoadPart(right + i, count - i);
            TSimd.StorePart(TBinary.Value<TSimd, TVector>(a, b), target + i, count - i);
        }
    }
}
