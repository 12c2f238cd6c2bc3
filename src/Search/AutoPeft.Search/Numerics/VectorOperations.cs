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

    /// <summary>Σ left·right for four lefts, each with the bits of <see cref="Dot"/>; the right one is read once for all.</summary>
    /// <param name="rows">The lefts: the beginnings of four rows.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="right">As long as each left.</param>
    public static (double First, double Second, double Third, double Fourth) DotRows(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> right)
    {
        var one = rows[..right.Length];
        var two = rows.Slice(stride, right.Length);
        var three = rows.Slice(2 * stride, right.Length);
        var four = rows.Slice(3 * stride, right.Length);
        var width = Vector<double>.Count;
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var i = 0;
        for (; i <= right.Length - (2 * width); i += 2 * width)
        {
            var (near, far) = (new Vector<double>(right[i..]), new Vector<double>(right[(i + width)..]));
            (a0, a1) = (a0 + (new Vector<double>(one[i..]) * near), a1 + (new Vector<double>(one[(i + width)..]) * far));
            (b0, b1) = (b0 + (new Vector<double>(two[i..]) * near), b1 + (new Vector<double>(two[(i + width)..]) * far));
            (c0, c1) = (c0 + (new Vector<double>(three[i..]) * near), c1 + (new Vector<double>(three[(i + width)..]) * far));
            (d0, d1) = (d0 + (new Vector<double>(four[i..]) * near), d1 + (new Vector<double>(four[(i + width)..]) * far));
        }

        var (a, b, c, d) = (Vector.Sum(a0 + a1), Vector.Sum(b0 + b1), Vector.Sum(c0 + c1), Vector.Sum(d0 + d1));
        for (; i < right.Length; i++)
        {
            (a, b, c, d) = (a + (one[i] * right[i]), b + (two[i] * right[i]), c + (three[i] * right[i]), d + (four[i] * right[i]));
        }

        return (a, b, c, d);
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

    /// <summary>target += Σ factor · row, with the bits of <see cref="AddScaled"/> row by row; the target is read once for four.</summary>
    /// <param name="target">As long as each row.</param>
    /// <param name="factors">One for each row.</param>
    /// <param name="rows">The beginnings of the rows.</param>
    /// <param name="stride">From one row to the next.</param>
    public static void AddScaledRows(Span<double> target, ReadOnlySpan<double> factors, ReadOnlySpan<double> rows, int stride)
    {
        var row = 0;
        for (; row <= factors.Length - 4; row += 4)
        {
            AddScaledFour(target, factors[row..], rows[(row * stride)..], stride);
        }

        for (; row < factors.Length; row++)
        {
            AddScaled(target, factors[row], rows.Slice(row * stride, target.Length));
        }
    }

    private static void AddScaledFour(Span<double> target, ReadOnlySpan<double> factors, ReadOnlySpan<double> rows, int stride)
    {
        var one = rows[..target.Length];
        var two = rows.Slice(stride, target.Length);
        var three = rows.Slice(2 * stride, target.Length);
        var four = rows.Slice(3 * stride, target.Length);
        var (a, b, c, d) = (factors[0], factors[1], factors[2], factors[3]);
        var (scaleA, scaleB, scaleC, scaleD) = (new Vector<double>(a), new Vector<double>(b), new Vector<double>(c), new Vector<double>(d));
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = new Vector<double>(target[i..]) + (scaleA * new Vector<double>(one[i..]));
            sum += scaleB * new Vector<double>(two[i..]);
            sum += scaleC * new Vector<double>(three[i..]);
            (sum + (scaleD * new Vector<double>(four[i..]))).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = target[i] + (a * one[i]) + (b * two[i]) + (c * three[i]) + (d * four[i]);
        }
    }

    /// <summary>target ·= source.</summary>
    public static void Multiply(Span<double> target, ReadOnlySpan<double> source)
    {
        source = source[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] *= sources[i];
        }

        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] *= source[i];
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
