using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Every head several times in a row: [B, T, G · D] → [B, T, G · times · D].</summary>
internal static class RepeatHeadsOperation
{
    public static ManagedTensor Apply(ManagedTensor x, int heads, int times)
    {
        Check(x.Shape, heads, times);
        var width = x.Shape.Last / heads;
        var y = x.Engine.Result(x.Shape.WithLast(x.Shape.Last * times));
        for (var i = 0; i < y.Shape.Count / width; i++)
        {
            x.Data.Slice(i / times * width, width).CopyTo(y.Data.Slice(i * width, width));
        }

        if (x.Engine.Records(x))
        {
            Record(x, y, width, times);
        }

        return y;
    }

    internal static void Check(Shape x, int heads, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (heads < 1 || x.Rank == 0 || x.Last % heads != 0)
        {
            throw new ShapeMismatchException(nameof(Tensor.RepeatHeads), x, new(Math.Max(heads, 0)));
        }
    }

    private static void Record(ManagedTensor x, ManagedTensor y, int width, int times) => y.Record([x], [], dy =>
    {
        var dx = x.Engine.Pool.RentZeroed(x.Shape.Count);
        for (var i = 0; i < dy.Length / width; i++)
        {
            x.Engine.Kernels.Elementwise.AddTo(dy.Slice(i * width, width), dx.Slice(i / times * width, width));
        }

        x.Gradients!.Give(dx);
    });
}
