using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Computes products that lie in the first-level cache as a whole, such as those of one head of a short sequence.</summary>
/// <remarks>
/// Blocks, copies and memory from the pool cost more than such a product itself. Every element is summed up from 0 in the order of the
/// depth, as <see cref="MatrixMultiplier"/> does it: the bits are the same.
/// </remarks>
internal sealed unsafe class SmallMultiplier(TileKernels tiles)
{
    private readonly TensorBuffer _zeros = ZeroRow(tiles.Width);

    /// <summary>Columns of a tile: rows of a result with other numbers of columns need room for whole tiles.</summary>
    public int Width => tiles.Width;

    /// <summary>The number of floats that a transposed right matrix takes beside.</summary>
    public int ScratchSize(int depth, int columns) => MatrixPacker.PackedSize(depth, columns, tiles.Width);

    /// <summary>Computes a product without bias on the calling thread.</summary>
    /// <param name="product">
    /// The product. Its rows of C have room for whole tiles, and behind the columns anything may be left there. If the columns of B do not
    /// lie one after the other, they are as many as whole tiles have.
    /// </param>
    /// <param name="scratch">Room for <see cref="ScratchSize"/> floats if the columns of B lie one after the other; not read otherwise.</param>
    public void Multiply(in ProductArguments product, float* scratch)
    {
        var copies = product.B.ColumnStride != 1;
        if (copies)
        {
            CopyColumns(product, scratch);
        }

        var tile = new TileArguments
        {
            A = product.A.Data,
            ARowStride = product.A.RowStride,
            AColumnStride = product.A.ColumnStride,
            BStride = copies ? tiles.Width : product.B.RowStride,
            Depth = product.Depth,
            CStride = product.CStride,
        };
        fixed (float* zeros = _zeros.Span)
        {
            for (var column = 0; column < product.Columns; column += tiles.Width)
            {
                tile.B = copies ? scratch + ((nint)column * product.Depth) : product.B.At(0, column);
                tile.C = product.C + column;
                tile.Initial = product.Accumulate ? tile.C : zeros;
                tile.InitialStride = product.Accumulate ? tile.CStride : 0;
                tiles.ComputeColumn(tile, product.Rows, tiles.Height * tile.ARowStride);
            }
        }
    }

    /// <summary>Turns columns of B into rows of tiles; the last tile is filled up with zeros.</summary>
    private void CopyColumns(in ProductArguments product, float* scratch)
    {
        var width = tiles.Width;
        for (var column = 0; column < product.Columns; column += width, scratch += (nint)width * product.Depth)
        {
            var count = Math.Min(width, product.Columns - column);
            if (count < width)
            {
                new Span<float>(scratch, width * product.Depth).Clear();
            }

            BlockTransposer.Transpose(product.B.At(0, column), product.B.ColumnStride, (count, product.Depth), scratch, width);
        }
    }

    private static TensorBuffer ZeroRow(int width)
    {
        var zeros = new TensorBuffer(width, pool: null);
        zeros.Span.Clear();

        return zeros;
    }
}
