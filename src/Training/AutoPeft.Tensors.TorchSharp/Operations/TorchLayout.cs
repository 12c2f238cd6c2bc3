using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>The same elements in another shape or order, and some of the columns. Nothing is copied where libtorch need not.</summary>
internal static class TorchLayout
{
    /// <summary>[M, N] → [N, M].</summary>
    public static TorchTensor Transpose(TorchTensor x)
    {
        MatrixOperation.CheckTranspose(x.Shape);
        return x.Engine.Result(new Shape(x.Shape[1], x.Shape[0]), x.Value.t());
    }

    public static TorchTensor Reshape(TorchTensor x, Shape shape)
    {
        LayoutOperation.CheckReshape(x.Shape, shape);
        return x.Engine.Result(shape, x.Value.reshape(Transfers.Extents(shape)));
    }

    public static TorchTensor SliceLast(TorchTensor x, int start, int count)
    {
        LayoutOperation.CheckSlice(x.Shape, start, count);
        return x.Engine.Result(x.Shape.WithLast(count), x.Value.narrow(x.Shape.Rank - 1, start, count));
    }
}
