using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Threading;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Computes matrix products tile by tile.</summary>
internal sealed unsafe class MatrixMultiplier(TileKernels tiles, BufferPool pool, WorkCrew crew)
{
    private const int RowBlock = 96; // with 256 of depth: 96 KiB, which stays in the second-level cache
    private const int ColumnBlock = 512;
    private const int UnpackedRows = 24; // with fewer rows, copying B costs more than reading it where it lies

    private readonly TensorBuffer _zeros = ZeroRow(tiles.Width);

    /// <summary>The columns of a tile.</summary>
    public int TileWidth => tiles.Width;

    /// <summary>Computes a product, shared among the crew.</summary>
    public void Multiply(ProductArguments product)
    {
        if (product.Rows == 0 || product.Columns == 0)
        {
            return;
        }

        using var packed = PackIfNeeded(ref product, crew);
        fixed (float* data = packed is null ? default : packed.Span)
        {
            product.PackedB = packed is null ? product.PackedB : data;
            var rowBlocks = ((product.Rows - 1) / RowBlock) + 1;
            var columnBlocks = ((product.Columns - 1) / ColumnBlock) + 1;
            var shared = product;
            crew.For(rowBlocks * columnBlocks, block => ComputeBlock(shared, block % rowBlocks, block / rowBlocks));
        }
    }

    /// <summary>Computes a product on the calling thread: for parts of an operation that is itself shared.</summary>
    public void MultiplyAlone(ProductArguments product)
    {
        if (product.Rows == 0 || product.Columns == 0)
        {
            return;
        }

        using var packed = PackIfNeeded(ref product, null);
        fixed (float* data = packed is null ? default : packed.Span)
        {
            product.PackedB = packed is null ? product.PackedB : data;
            for (var j = 0; j * ColumnBlock < product.Columns; j++)
            {
                for (var i = 0; i * RowBlock < product.Rows; i++)
                {
                    ComputeBlock(product, i, j);
                }
            }
        }
    }

    /// <summary>Packs B into new memory that is not pooled: for weights that never change.</summary>
    public TensorBuffer PackForGood(ProductArguments product)
    {
        var buffer = new TensorBuffer(MatrixPacker.PackedSize(product.Depth, product.Columns, tiles.Width), pool: null);
        PackAll(product, buffer, crew);
        return buffer;
    }

    private static TensorBuffer ZeroRow(int width)
    {
        var zeros = new TensorBuffer(width, pool: null);
        zeros.Span.Clear();
        return zeros;
    }

    private TensorBuffer? PackIfNeeded(ref ProductArguments product, WorkCrew? sharers)
    {
        var readable = product.B.ColumnStride == 1 && product.Columns % tiles.Width == 0;
        if (product.PackedB is not null || (readable && product.Rows <= UnpackedRows))
        {
            return null;
        }

        var buffer = pool.Rent(MatrixPacker.PackedSize(product.Depth, product.Columns, tiles.Width));
        PackAll(product, buffer, sharers);
        return buffer;
    }

    private void PackAll(ProductArguments product, TensorBuffer buffer, WorkCrew? sharers)
    {
        var panels = ((product.Columns - 1) / tiles.Width) + 1;
        if (sharers is not null)
        {
            sharers.For(panels, panel => PackPanel(product, panel, buffer));
            return;
        }

        for (var panel = 0; panel < panels; panel++)
        {
            PackPanel(product, panel, buffer);
        }
    }

    private void PackPanel(in ProductArguments product, int panel, TensorBuffer buffer)
    {
        fixed (float* packed = buffer.Span)
        {
            MatrixPacker.PackPanel(product, panel * tiles.Width, tiles.Width, packed);
        }
    }

    private void ComputeBlock(in ProductArguments product, int rowBlock, int columnBlock)
    {
        var firstRow = rowBlock * RowBlock;
        var rows = Math.Min(RowBlock, product.Rows - firstRow);
        var firstColumn = columnBlock * ColumnBlock;
        var lastColumn = Math.Min(firstColumn + ColumnBlock, product.Columns);
        for (var k = 0; k == 0 || k < product.Depth; k += MatrixPacker.DepthBlock)
        {
            var depth = Math.Min(MatrixPacker.DepthBlock, product.Depth - k);
            for (var column = firstColumn; column < lastColumn; column += tiles.Width)
            {
                ComputePanel(product, (firstRow, rows), (k, depth), column);
            }
        }
    }

    private void ComputePanel(in ProductArguments product, (int First, int Count) rows, (int First, int Count) depth, int column)
    {
        var tile = new TileArguments
        {
            A = product.A.At(rows.First, depth.First),
            ARowStride = product.A.RowStride,
            AColumnStride = product.A.ColumnStride,
            B = product.PackedB is null
                ? product.B.At(depth.First, column)
                : MatrixPacker.Panel(product, depth.First, depth.Count, column, tiles.Width),
            BStride = product.PackedB is null ? product.B.RowStride : tiles.Width,
            Depth = depth.Count,
            C = product.C + (rows.First * product.CStride) + column,
            CStride = product.CStride,
        };
        fixed (float* zeros = _zeros.Span)
        {
            var adds = product.Accumulate || depth.First > 0;
            tile.Initial = adds ? tile.C : product.Bias is null ? zeros : product.Bias + column;
            tile.InitialStride = adds ? tile.CStride : 0;
            ComputeTiles(tile, rows.Count, Math.Min(tiles.Width, product.Columns - column));
        }
    }

    private void ComputeTiles(TileArguments tile, int rows, int columns)
    {
        while (rows > 0)
        {
            var height = rows >= tiles.Height ? tiles.Height : rows >= 4 ? 4 : 1;
            if (columns == tiles.Width)
            {
                Compute(tile, height);
            }
            else
            {
                ComputeEdge(tile, height, columns);
            }

            tile.A += height * tile.ARowStride;
            tile.Initial += height * tile.InitialStride;
            tile.C += height * tile.CStride;
            rows -= height;
        }
    }

    private void Compute(in TileArguments tile, int height)
    {
        if (height == 1)
        {
            tiles.One(tile);
        }
        else if (height == 4)
        {
            tiles.Four(tile);
        }
        else
        {
            tiles.Tall(tile);
        }
    }

    /// <summary>A tile that is narrower than the kernel: computed beside the result, then its columns copied.</summary>
    [SkipLocalsInit]
    private void ComputeEdge(TileArguments tile, int height, int columns)
    {
        var width = tiles.Width;
        var beside = stackalloc float[height * width];
        for (var row = 0; row < height; row++)
        {
            var from = new ReadOnlySpan<float>(tile.Initial + (row * tile.InitialStride), columns);
            from.CopyTo(new Span<float>(beside + (row * width), columns));
        }

        var c = tile.C;
        var stride = tile.CStride;
        tile.Initial = beside;
        tile.InitialStride = width;
        tile.C = beside;
        tile.CStride = width;
        Compute(tile, height);
        for (var row = 0; row < height; row++)
        {
            new ReadOnlySpan<float>(beside + (row * width), columns).CopyTo(new Span<float>(c + (row * stride), columns));
        }
    }
}
