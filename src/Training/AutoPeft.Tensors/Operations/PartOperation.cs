using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Parts of tensors along the outermost axis, and tensors put together from parts.</summary>
internal static class PartOperation
{
    /// <summary>Shares the memory of <paramref name="x"/>; nothing is copied, forwards or backwards.</summary>
    public static ManagedTensor Slice(ManagedTensor x, int start, int count)
    {
        var shape = Check(x.Shape, start, count);
        var first = start * StrideOf(x.Shape);
        var y = x.Engine.Result(shape, x.Data.Retain().Window(first, shape.Count));
        if (x.Engine.Records(x))
        {
            y.RecordPart(x, first);
        }

        return y;
    }

    public static ManagedTensor Concatenate(ManagedTensor[] parts)
    {
        var engine = parts[0].Engine;
        var y = engine.Result(Check([.. parts.Select(part => part.Shape)]));
        var start = 0;
        foreach (var part in parts)
        {
            part.Data.Span.CopyTo(y.Data.Span[start..]);
            start += part.Shape.Count;
        }

        if (parts.Any(part => engine.Records(part)))
        {
            Record(parts, y);
        }

        return y;
    }

    /// <summary>The shape of a slice.</summary>
    internal static Shape Check(Shape x, int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (x.Rank == 0)
        {
            throw new ShapeMismatchException(nameof(Tensor.SliceFirst), x, x);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, x[0], nameof(count));

        return WithFirst(x, count);
    }

    /// <summary>The shape of all parts together.</summary>
    internal static Shape Check(ReadOnlySpan<Shape> parts)
    {
        var (first, sum) = (parts[0], 0);
        foreach (var part in parts)
        {
            if (part.Rank == 0 || part.Rank != first.Rank || WithFirst(part, 0) != WithFirst(first, 0))
            {
                throw new ShapeMismatchException(nameof(Tensor.Concatenate), first, part);
            }

            sum = checked(sum + part[0]);
        }

        return WithFirst(first, sum);
    }

    private static void Record(ManagedTensor[] parts, ManagedTensor y) => y.Record(parts, [], dy =>
    {
        var start = 0;
        foreach (var part in parts)
        {
            if (part.RequiresGradient)
            {
                part.Gradients!.Give(dy.Retain().Window(start, part.Shape.Count));
            }

            start += part.Shape.Count;
        }
    });

    private static int StrideOf(Shape x) => x[0] == 0 ? 0 : x.Count / x[0];

    private static Shape WithFirst(Shape x, int extent) => x.Rank switch
    {
        1 => new(extent),
        2 => new(extent, x[1]),
        3 => new(extent, x[1], x[2]),
        _ => new(extent, x[1], x[2], x[3]),
    };
}
