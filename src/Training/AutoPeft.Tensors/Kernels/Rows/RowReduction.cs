using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Numbers that a row is reduced to. The order of every sum depends on the length alone.</summary>
internal static unsafe class RowReduction<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float* x, int count)
    {
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            sum = TSimd.Add(sum, TSimd.Load(x + i));
        }

        return TSimd.Sum(i == count ? sum : TSimd.Add(sum, TSimd.LoadPart(x + i, count - i)));
    }

    /// <summary>Σ (x − centre)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOfSquaredDifferences(float* x, int count, float centre)
    {
        var centres = TSimd.Broadcast(centre);
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            var difference = TSimd.Subtract(TSimd.Load(x + i), centres);
            sum = TSimd.MultiplyAdd(difference, difference, sum);
        }

        if (i < count)
        {
            var difference = TSimd.Subtract(TSimd.LoadPart(x + i, count - i), centres);
            difference = TSimd.FirstLanes(difference, count - i, TSimd.Broadcast(0));
            sum = TSimd.MultiplyAdd(difference, difference, sum);
        }

        return TSimd.Sum(sum);
    }

    /// <summary>The greatest element; −∞ of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float* x, int count)
    {
        var least = TSimd.Broadcast(float.NegativeInfinity);
        var greatest = least;
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            greatest = TSimd.Max(greatest, TSimd.Load(x + i));
        }

        if (i < count)
        {
            greatest = TSimd.Max(greatest, TSimd.FirstLanes(TSimd.LoadPart(x + i, count - i), count - i, least));
        }

        return TSimd.MaxLane(greatest);
    }

    /// <summary>Σ x · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(float* x, float* y, int count)
    {
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            sum = TSimd.MultiplyAdd(TSimd.Load(x + i), TSimd.Load(y + i), sum);
        }

        return TSimd.Sum(i == count
            ? sum
            : TSimd.MultiplyAdd(TSimd.LoadPart(x + i, count - i), TSimd.LoadPart(y + i, count - i), sum));
    }
}
