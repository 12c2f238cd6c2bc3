using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Tiles for machines with 32 vector registers.</summary>
internal sealed class WideTileKernels<TSimd, TVector> : TileKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    public override int Width => 2 * TSimd.Count;

    public override int Height => 12;

    public override void Tall(in TileArguments tile)
    {
        if (tile.AColumnStride == 1 && (tile.Depth & 1) == 0)
        {
            RowTileOf12<TSimd, TVector>.Compute(tile);
        }
        else
        {
            TileOf12<TSimd, TVector>.Compute(tile);
        }
    }

    public override void Four(in TileArguments tile) => TileOf4<TSimd, TVector>.Compute(tile);

    public override void One(in TileArguments tile) => TileOf1<TSimd, TVector>.Compute(tile);
}
