using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoPeft.Search.Numerics;

/// <summary>The inner loops of the linear algebra, in double precision and with SIMD.</summary>
internal static class VectorOperations
{
    /// <summary>Σ left·right.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        var width = Vector<double>.Count;
        var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= left.Length - (2 * width); i += 2 * width)
        {
            first += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
            second += new Vector<double>(left[(i + width)..]) * new Vector<double>(right[(i + width)..]);
        }

        var sum = Vector.Sum(first + second);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>target += factor · source.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        source = source[..target.Length];
        var scale = new Vector<double>(factor);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] += scale * sources[i];
        }

        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>target += weight · (source − center)².</summary>
    public static void AddScaledSquares(Span<double> target, double weight, ReadOnlySpan<double> source, double center)
    {
        source = source[..target.Length];
        var (scale, middle) = (new Vector<double>(weight), new Vector<double>(center));
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var i = 0; i < targets.Length; i++)
        {
            var difference = sources[i] - middle;
            targets[i] += scale * difference * difference;
        }

        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += weight * (source[i] - center) * (source[i] - center);
        }
    }
}
