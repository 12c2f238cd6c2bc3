using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Matrix product and transpose.</summary>
internal static unsafe class MatrixOperation
{
    /// <summary>[M, K] · [K, N] → [M, N].</summary>
    public static ManagedTensor Product(ManagedTensor left, ManagedTensor right)
    {
        CheckProduct(left.Shape, right.Shape);
        var (m, k, n) = (left.Shape[0], left.Shape[1], right.Shape[1]);
        var product = left.Engine.Result(new(m, n));
        fixed (float* a = left.Data.Span, b = right.Data.Span, c = product.Data.Span)
        {
            left.Engine.Matrices.Multiply(Arguments(
                (m, k, n), MatrixView.RowMajor(a, k), MatrixView.RowMajor(b, n), c));
        }

        if (left.Engine.Records(left, right))
        {
            RecordProduct(left, right, product);
        }

        return product;
    }

    /// <summary>[M, N] → [N, M].</summary>
    public static ManagedTensor Transpose(ManagedTensor x)
    {
        CheckTranspose(x.Shape);
        var (m, n) = (x.Shape[0], x.Shape[1]);
        var y = x.Engine.Result(new(n, m));
        Swap(x.Data.Span, y.Data.Span, (m, n));
        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.Rent(m * n);
                Swap(dy.Span, dx.Span, (n, m));
                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    internal static void CheckProduct(Shape left, Shape right)
    {
        if (left.Rank != 2 || right.Rank != 2 || left[1] != right[0])
        {
            throw new ShapeMismatchException(nameof(Tensor.MatrixProduct), left, right);
        }
    }

    internal static void CheckTranspose(Shape x)
    {
        if (x.Rank != 2)
        {
            throw new ShapeMismatchException(nameof(Tensor.Transpose), x, x);
        }
    }

    private static void RecordProduct(ManagedTensor left, ManagedTensor right, ManagedTensor product)
    {
        var (a, b) = (left.Data.Retain(), right.Data.Retain());
        product.Record([left, right], [a, b], dc =>
        {
            if (left.RequiresGradient)
            {
                LeftGradient(left, right, b, dc);
            }

            if (right.RequiresGradient)
            {
                RightGradient(left, right, a, dc);
            }
        });
    }

    /// <summary>dA += dC · Bᵀ.</summary>
    private static void LeftGradient(ManagedTensor left, ManagedTensor right, TensorBuffer b, TensorBuffer dc)
    {
        var (m, k, n) = (left.Shape[0], left.Shape[1], right.Shape[1]);
        var da = left.Gradients!.Open(out var accumulate);
        fixed (float* bs = b.Span, dcs = dc.Span, das = da.Span)
        {
            var product = Arguments(
                (m, n, k), MatrixView.RowMajor(dcs, n), MatrixView.RowMajor(bs, n).Transposed, das);
            product.Accumulate = accumulate;
            left.Engine.Matrices.Multiply(product);
        }
    }

    /// <summary>dB += Aᵀ · dC.</summary>
    private static void RightGradient(ManagedTensor left, ManagedTensor right, TensorBuffer a, TensorBuffer dc)
    {
        var (m, k, n) = (left.Shape[0], left.Shape[1], right.Shape[1]);
        var db = right.Gradients!.Open(out var accumulate);
        fixed (float* ax = a.Span, dcs = dc.Span, dbs = db.Span)
        {
            var product = Arguments(
                (k, m, n), MatrixView.RowMajor(ax, k).Transposed, MatrixView.RowMajor(dcs, n), dbs);
            product.Accumulate = accumulate;
            right.Engine.Matrices.Multiply(product);
        }
    }

    private static ProductArguments Arguments(
        (int Rows, int Depth, int Columns) size, MatrixView a, MatrixView b, float* c) => new()
        {
            Rows = size.Rows,
            Depth = size.Depth,
            Columns = size.Columns,
            A = a,
            B = b,
            C = c,
            CStride = size.Columns,
        };

    private static void Swap(ReadOnlySpan<float> source, Span<float> target, (int Rows, int Columns) size)
    {
        const int Block = 16; // a square of 16 × 16 floats touches 16 cache lines of each side
        for (var i0 = 0; i0 < size.Rows; i0 += Block)
        {
            for (var j0 = 0; j0 < size.Columns; j0 += Block)
            {
                SwapBlock(source, target, size, (i0, j0, Math.Min(i0 + Block, size.Rows), Math.Min(j0 + Block, size.Columns)));
            }
        }
    }

    private static void SwapBlock(
        ReadOnlySpan<float> source, Span<float> target, (int Rows, int Columns) size, (int Top, int Left, int Bottom, int Right) block)
    {
        for (var i = block.Top; i < block.Bottom; i++)
        {
            for (var j = block.Left; j < block.Right; j++)
            {
                target[(j * size.Rows) + i] = source[(i * size.Columns) + j];
            }
        }
    }
}
