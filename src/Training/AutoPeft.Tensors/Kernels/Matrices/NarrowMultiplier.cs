using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Computes products of few columns (a LoRA rank, a small bottleneck, the classes of a task) as Cᵀ = Bᵀ · Aᵀ.</summary>
/// <remarks>
/// A tile is as wide as two vectors; a product of 4 columns would leave seven eighths of it empty. Transposed, the many rows
/// of A lie along the vectors and the few columns of B are the rows of the tile.
/// </remarks>
internal sealed unsafe class NarrowMultiplier(TileKernels tiles, BufferPool pool)
{
    private const int RowBlock = 128;

    /// <summary>The number of blocks of a product, each independent of the others.</summary>
    public static int Parts(in ProductArguments product) => Stretch.Parts(RowBlock, product.Rows);

    /// <summary>Computes one block of rows.</summary>
    public void Compute(in ProductArguments product, int part)
    {
        var rows = Stretch.Of(part, RowBlock, product.Rows);
        using var scratch = pool.Rent(Math.Min(product.Depth, MatrixPacker.DepthBlock) * tiles.Width);
        for (var i = 0; i < Stretch.Parts(tiles.Width, rows.Count); i++)
        {
            var some = Stretch.Of(i, tiles.Width, rows.Count);
            ComputePanel(product, new(rows.First + some.First, some.Count), scratch);
        }
    }

    /// <summary>As many rows of A as a tile is wide.</summary>
    [SkipLocalsInit]
    private void ComputePanel(in ProductArguments product, Stretch rows, TensorBuffer scratch)
    {
        var sums = stackalloc float[MatrixMultiplier.NarrowColumns * tiles.Width]; // Cᵀ, [Columns, rows]
        new Span<float>(sums, product.Columns * tiles.Width).Clear();
        fixed (float* panel = scratch.Span)
        {
            var tile = new TileArguments
            {
                ARowStride = product.B.ColumnStride,
                AColumnStride = product.B.RowStride,
                Initial = sums,
                InitialStride = tiles.Width,
                C = sums,
                CStride = tiles.Width,
            };
            for (var k = 0; k < Stretch.Parts(MatrixPacker.DepthBlock, product.Depth); k++)
            {
                var depth = Stretch.Of(k, MatrixPacker.DepthBlock, product.Depth);
                tile.A = product.B.At(depth.First, 0);
                tile.Depth = depth.Count;
                PointAtRows(product, rows, depth, panel, ref tile);
                tiles.ComputeColumn(tile, product.Columns, tiles.Height * tile.ARowStride);
            }
        }

        Store(sums, product, rows);
    }

    /// <summary>Aᵀ as it lies if its columns are rows of A already and fill a tile, else a copy.</summary>
    private void PointAtRows(in ProductArguments product, Stretch rows, Stretch depth, float* panel, ref TileArguments tile)
    {
        if (product.A.RowStride == 1 && rows.Count == tiles.Width)
        {
            tile.B = product.A.At(rows.First, depth.First);
            tile.BStride = product.A.ColumnStride;
            return;
        }

        var from = new MatrixView(product.A.At(rows.First, depth.First), product.A.RowStride, product.A.ColumnStride);
        MatrixPacker.CopyPanel(from.Transposed, (depth.Count, rows.Count), panel, tiles.Width);
        tile.B = panel;
        tile.BStride = tiles.Width;
    }

    private void Store(float* sums, in ProductArguments product, Stretch rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var c = product.C + ((rows.First + i) * product.CStride);
            for (var j = 0; j < product.Columns; j++)
            {
                var sum = sums[(j * tiles.Width) + i];
                c[j] = product.Accumulate ? c[j] + sum : product.Bias is null ? sum : product.Bias[j] + sum;
            }
        }
    }
}
