using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Numbers that a row is reduced to. The order of every sum depends on the length alone.</summary>
internal static unsafe class RowReduction<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Σ x.</summary>
    public static float Sum(float* x, int count)
    {
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            sum = TSimd.Add(sum, TSimd.Load(x + i));
        }

        return i == count
            ? TSimd.Sum(sum)
            : TSimd.Sum(TSimd.Add(sum, PartialVector<TSimd, TVector>.Load(x + i, count - i)));
    }

    /// <summary>Σ (x − centre)².</summary>
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

        var total = TSimd.Sum(sum);
        for (; i < count; i++)
        {
            total += (x[i] - centre) * (x[i] - centre);
        }

        return total;
    }

    /// <summary>The greatest element; −∞ of none.</summary>
    public static float Max(float* x, int count)
    {
        var greatest = TSimd.Broadcast(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            greatest = TSimd.Max(greatest, TSimd.Load(x + i));
        }

        var result = TSimd.MaxLane(greatest);
        for (; i < count; i++)
        {
            result = MathF.Max(result, x[i]);
        }

        return result;
    }

    /// <summary>Σ x · y.</summary>
    public static float Dot(float* x, float* y, int count)
    {
        var sum = TSimd.Broadcast(0);
        var i = 0;
        for (; i <= count - TSimd.Count; i += TSimd.Count)
        {
            sum = TSimd.MultiplyAdd(TSimd.Load(x + i), TSimd.Load(y + i), sum);
        }

        var total = TSimd.Sum(sum);
        for (; i < count; i++)
        {
            total += x[i] * y[i];
        }

        return total;
    }
}
