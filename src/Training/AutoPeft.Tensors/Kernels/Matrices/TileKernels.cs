namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>The innermost loops of a matrix product. Every element is summed in the order of the depth, whatever the tile.</summary>
internal abstract unsafe class TileKernels
{
    /// <summary>Columns of every tile.</summary>
    public abstract int Width { get; }

    /// <summary>Rows of the tallest tile; there are tiles of 4 rows and 1 row too.</summary>
    public abstract int Height { get; }

    /// <summary>Computes a tile of <see cref="Height"/> rows.</summary>
    public abstract void Tall(in TileArguments tile);

    /// <summary>Computes a tile of 4 rows.</summary>
    public abstract void Four(in TileArguments tile);

    /// <summary>Computes a tile of 1 row.</summary>
    public abstract void One(in TileArguments tile);

    /// <summary>Computes as many tiles, one below the other, as there are rows.</summary>
    /// <param name="tile">The first tile.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="panelStride">Floats from the first row of a tall tile in A to the first row of the next.</param>
    public void ComputeColumn(TileArguments tile, int rows, nint panelStride)
    {
        for (; rows >= Height; rows -= Height)
        {
            Tall(tile);
            tile.MoveDown(Height, panelStride);
        }

        for (; rows >= 4; rows -= 4)
        {
            Four(tile);
            tile.MoveDown(4, 4 * tile.ARowStride);
        }

        for (; rows > 0; rows--)
        {
            One(tile);
            tile.MoveDown(1, tile.ARowStride);
        }
    }
}
