using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Computes a product in blocks that fit the caches (Goto and van de Geijn 2008), and each block tile by tile.</summary>
internal sealed unsafe class BlockMultiplier(TileKernels tiles, BufferPool pool)
{
    private const int RowBlock = 96; // with 256 of depth: 96 KiB of A, which stays in the second-level cache
    private const int ColumnBlock = 512;
    private const int PackedColumns = 64; // with fewer columns, copying A costs more than reading it where it lies
    private const int PackedDepth = 512; // with less depth, rows of A lie close together

    private readonly TensorBuffer _zeros = ZeroRow(tiles.Width);

    /// <summary>The number of blocks of a product, each independent of the others.</summary>
    public static int Parts(in ProductArguments product) =>
        Stretch.Parts(RowBlock, product.Rows) * Stretch.Parts(ColumnBlock, product.Columns);

    /// <summary>Computes one block.</summary>
    public void Compute(in ProductArguments product, int part)
    {
        var (columnPart, rowPart) = Math.DivRem(part, Stretch.Parts(RowBlock, product.Rows));
        var rows = Stretch.Of(rowPart, RowBlock, product.Rows);
        var columns = Stretch.Of(columnPart, ColumnBlock, product.Columns);
        using var copy = CopiesRows(product) ? pool.Rent(RowPacker.Size(RowBlock)) : null;
        fixed (float* packed = copy is null ? default : copy.Span, zeros = _zeros.Span)
        {
            for (var k = 0; k < Math.Max(1, Stretch.Parts(MatrixPacker.DepthBlock, product.Depth)); k++)
            {
                var depth = Stretch.Of(k, MatrixPacker.DepthBlock, product.Depth);
                var tile = FirstTile(product, rows, depth, packed);
                var panelStride = tiles.Height * (packed is null || tile.AColumnStride == 1 ? tile.ARowStride : depth.Count);
                for (var column = columns.First; column < columns.First + columns.Count; column += tiles.Width)
                {
                    MoveTo(column, product, (rows, depth), ref tile);
                    tile.Initial = tile.Initial is null ? zeros : tile.Initial;
                    Compute(tile, rows.Count, panelStride, Math.Min(tiles.Width, product.Columns - column));
                }
            }
        }
    }

    private static bool CopiesRows(in ProductArguments product) => product.Rows > 4 && product.Columns > PackedColumns
        && (product.A.ColumnStride != 1 || product.Depth >= PackedDepth);

    private static TensorBuffer ZeroRow(int width)
    {
        var zeros = new TensorBuffer(width, pool: null);
        zeros.Span.Clear();
        return zeros;
    }

    /// <summary>What is the same for all tiles of a block: A as it lies, or its copy in the order that tiles read it.</summary>
    private TileArguments FirstTile(in ProductArguments product, Stretch rows, Stretch depth, float* packed)
    {
        var tile = new TileArguments
        {
            A = product.A.At(rows.First, depth.First),
            ARowStride = product.A.RowStride,
            AColumnStride = product.A.ColumnStride,
            BStride = product.PackedB is null ? product.B.RowStride : tiles.Width,
            Depth = depth.Count,
            CStride = product.CStride,
        };
        if (packed is not null)
        {
            CopyRows(new(tile.A, tile.ARowStride, tile.AColumnStride), (rows.Count, depth.Count), packed, ref tile);
        }

        return tile;
    }

    private void CopyRows(MatrixView a, (int Rows, int Depth) size, float* packed, ref TileArguments tile)
    {
        tile.A = packed;
        if (a.ColumnStride == 1)
        {
            RowPacker.CopyRows(a, size, packed);
            tile.ARowStride = RowPacker.RowStride;
        }
        else
        {
            RowPacker.CopyPanels(a, size, tiles.Height, packed);
            (tile.ARowStride, tile.AColumnStride) = (1, tiles.Height);
        }
    }

    /// <summary>Points the tile at a panel of columns. It starts from C if there is something in it, from the bias if there is one.</summary>
    private void MoveTo(int column, in ProductArguments product, (Stretch Rows, Stretch Depth) block, ref TileArguments tile)
    {
        var (first, count) = block.Depth;
        var adds = product.Accumulate || first > 0;
        tile.B = product.PackedB is null
            ? product.B.At(first, column)
            : MatrixPacker.Panel(product, first, count, column, tiles.Width);
        tile.C = product.C + (block.Rows.First * product.CStride) + column;
        tile.Initial = adds ? tile.C : product.Bias is null ? null : product.Bias + column;
        tile.InitialStride = adds ? tile.CStride : 0;
    }

    private void Compute(in TileArguments tile, int rows, nint panelStride, int columns)
    {
        if (columns == tiles.Width)
        {
            tiles.ComputeColumn(tile, rows, panelStride);
        }
        else
        {
            ComputeEdge(tile, rows, panelStride, columns);
        }
    }

    /// <summary>Tiles that are narrower than the kernel: computed beside the result, then copied.</summary>
    [SkipLocalsInit]
    private void ComputeEdge(TileArguments tile, int rows, nint panelStride, int columns)
    {
        var width = tiles.Width;
        var beside = stackalloc float[RowBlock * width];
        for (var row = 0; row < rows; row++)
        {
            var initial = new ReadOnlySpan<float>(tile.Initial + (row * tile.InitialStride), columns);
            initial.CopyTo(new Span<float>(beside + (row * width), columns));
        }

        var (c, stride) = ((nint)tile.C, tile.CStride);
        tile.Initial = beside;
        tile.InitialStride = width;
        tile.C = beside;
        tile.CStride = width;
        tiles.ComputeColumn(tile, rows, panelStride);
        for (var row = 0; row < rows; row++)
        {
            var result = new Span<float>((float*)c + (row * stride), columns);
            new ReadOnlySpan<float>(beside + (row * width), columns).CopyTo(result);
        }
    }
}
