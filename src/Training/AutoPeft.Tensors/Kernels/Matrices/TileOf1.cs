using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>A tile of 1 row and 2 vectors: the last rows of a matrix.</summary>
/// <remarks>See <see cref="TileOf4{TSimd, TVector}"/>.</remarks>
internal static unsafe class TileOf1<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>C = Initial + A · B for this tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(in TileArguments tile)
    {
        var width = TSimd.Count;
        var a0 = tile.A;
        var step = tile.AColumnStride;
        var b = tile.B;
        var stride = tile.BStride;
        var start = tile.Initial;
        var c0L = TSimd.Load(start);
        var c0R = TSimd.Load(start + width);

        for (var depth = tile.Depth; depth > 0; depth--)
        {
            var left = TSimd.Load(b);
            var right = TSimd.Load(b + width);
            var x = TSimd.Broadcast(a0[0]);
            c0L = TSimd.MultiplyAdd(x, left, c0L);
            c0R = TSimd.MultiplyAdd(x, right, c0R);
            a0 += step;
            b += stride;
        }

        var c = tile.C;
        TSimd.Store(c0L, c);
        TSimd.Store(c0R, c + width);
    }
}
