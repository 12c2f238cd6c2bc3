using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

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

    public static TorchTensor SliceFirst(TorchTensor x, int start, int count) =>
        x.Engine.Result(PartOperation.Check(x.Shape, start, count), x.Value.narrow(0, start, count));

    public static TorchTensor Concatenate(TorchTensor[] parts)
    {
        var shape = PartOperation.Check([.. parts.Select(part => part.Shape)]);
        if (parts.All(part => part.Value.dtype == parts[0].Value.dtype))
        {
            return parts[0].Engine.Result(shape, torch.cat([.. parts.Select(part => part.Value)], 0));
        }

        // Products of reduced precision beside results that are not.
        return parts[0].Engine.Result(shape, torch.cat([.. parts.Select(part => part.Full)], 0));
    }
}
