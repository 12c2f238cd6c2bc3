namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>The innermost loops of a matrix product. Every element is summed in the order of the depth, whatever the tile.</summary>
internal abstract class TileKernels
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
}
