using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Rows of a table by number.</summary>
internal static class GatherOperation
{
    public static ManagedTensor Apply(ManagedTensor table, ReadOnlySpan<int> ids, Shape shape)
    {
        Check(table.Shape, ids, shape);
        var width = table.Shape[1];
        var y = table.Engine.Result(Append(shape, width));
        for (var i = 0; i < ids.Length; i++)
        {
            table.Data.Slice(ids[i] * width, width).CopyTo(y.Data.Slice(i * width, width));
        }

        if (table.Engine.Records(table))
        {
            Record(table, ids, y);
        }

        return y;
    }

    internal static void Check(Shape table, ReadOnlySpan<int> ids, Shape shape)
    {
        if (table.Rank != 2 || shape.Rank > 3)
        {
            throw new ShapeMismatchException(nameof(Tensor.Gather), table, shape);
        }

        if (ids.Length != shape.Count)
        {
            throw new ShapeMismatchException(nameof(Tensor.Gather), new(ids.Length), shape);
        }

        foreach (var id in ids)
        {
            if ((uint)id >= (uint)table[0])
            {
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"The table has rows 0 to {table[0] - 1}.");
            }
        }
    }

    internal static Shape Append(Shape shape, int width) => shape.Rank switch
    {
        0 => new(width),
        1 => new(shape[0], width),
        2 => new(shape[0], shape[1], width),
        _ => new(shape[0], shape[1], shape[2], width),
    };

    private static void Record(ManagedTensor table, ReadOnlySpan<int> ids, ManagedTensor y)
    {
        var rows = table.Engine.Pool.Rent(ids.Length);
        ids.CopyTo(rows.Integers);
        y.Record([table], [rows], dy =>
        {
            var sums = table.Gradients!.Open(out var accumulate);
            if (!accumulate)
            {
                sums.Span.Clear();
            }

            AddRows(table.Engine, rows, dy, sums, table.Shape[1]);
        });
    }

    /// <summary>Adds each row of dy where it came from. One after the other, for a row may have been taken twice.</summary>
    private static void AddRows(ManagedEngine engine, TensorBuffer rows, TensorBuffer dy, TensorBuffer sums, int width)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            engine.Kernels.Elementwise.AddTo(dy.Slice(i * width, width), sums.Slice(rows.Integers[i] * width, width));
        }
    }
}
