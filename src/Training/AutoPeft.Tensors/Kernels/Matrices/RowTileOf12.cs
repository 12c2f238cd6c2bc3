using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary><see cref="TileOf12{TSimd,TVector}"/> where the columns of A lie side by side: two steps of depth a turn.</summary>
/// <remarks>
/// Additions of pointers and counters take the places of multiply-adds: half as many of them make the loop 4 % faster. What is said
/// there of calls after the loop holds here too.
/// </remarks>
internal static unsafe class RowTileOf12<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>C = Initial + A · B for this tile; the depth is even and A's columns lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(in TileArguments tile)
    {
        var width = TSimd.Count;
        var (row, row2, row3) = (tile.ARowStride, 2 * tile.ARowStride, 3 * tile.ARowStride);
        var a0 = tile.A;
        var a1 = tile.A + (4 * row);
        var a2 = tile.A + (8 * row);
        var b = tile.B;
        var stride = tile.BStride;
        var start = tile.Initial;
        var c0L = TSimd.Load(start);
        var c0R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c1L = TSimd.Load(start);
        var c1R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c2L = TSimd.Load(start);
        var c2R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c3L = TSimd.Load(start);
        var c3R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c4L = TSimd.Load(start);
        var c4R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c5L = TSimd.Load(start);
        var c5R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c6L = TSimd.Load(start);
        var c6R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c7L = TSimd.Load(start);
        var c7R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c8L = TSimd.Load(start);
        var c8R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c9L = TSimd.Load(start);
        var c9R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c10L = TSimd.Load(start);
        var c10R = TSimd.Load(start + width);
        start += tile.InitialStride;
        var c11L = TSimd.Load(start);
        var c11R = TSimd.Load(start + width);

        for (var depth = tile.Depth; depth > 0; depth -= 2)
        {
            var left = TSimd.Load(b);
            var right = TSimd.Load(b + width);
            var x = TSimd.Broadcast(a0[0]);
            c0L = TSimd.MultiplyAdd(x, left, c0L);
            c0R = TSimd.MultiplyAdd(x, right, c0R);
            x = TSimd.Broadcast(a0[row]);
            c1L = TSimd.MultiplyAdd(x, left, c1L);
            c1R = TSimd.MultiplyAdd(x, right, c1R);
            x = TSimd.Broadcast(a0[row2]);
            c2L = TSimd.MultiplyAdd(x, left, c2L);
            c2R = TSimd.MultiplyAdd(x, right, c2R);
            x = TSimd.Broadcast(a0[row3]);
            c3L = TSimd.MultiplyAdd(x, left, c3L);
            c3R = TSimd.MultiplyAdd(x, right, c3R);
            x = TSimd.Broadcast(a1[0]);
            c4L = TSimd.MultiplyAdd(x, left, c4L);
            c4R = TSimd.MultiplyAdd(x, right, c4R);
            x = TSimd.Broadcast(a1[row]);
            c5L = TSimd.MultiplyAdd(x, left, c5L);
            c5R = TSimd.MultiplyAdd(x, right, c5R);
            x = TSimd.Broadcast(a1[row2]);
            c6L = TSimd.MultiplyAdd(x, left, c6L);
            c6R = TSimd.MultiplyAdd(x, right, c6R);
            x = TSimd.Broadcast(a1[row3]);
            c7L = TSimd.MultiplyAdd(x, left, c7L);
            c7R = TSimd.MultiplyAdd(x, right, c7R);
            x = TSimd.Broadcast(a2[0]);
            c8L = TSimd.MultiplyAdd(x, left, c8L);
            c8R = TSimd.MultiplyAdd(x, right, c8R);
            x = TSimd.Broadcast(a2[row]);
            c9L = TSimd.MultiplyAdd(x, left, c9L);
            c9R = TSimd.MultiplyAdd(x, right, c9R);
            x = TSimd.Broadcast(a2[row2]);
            c10L = TSimd.MultiplyAdd(x, left, c10L);
            c10R = TSimd.MultiplyAdd(x, right, c10R);
            x = TSimd.Broadcast(a2[row3]);
            c11L = TSimd.MultiplyAdd(x, left, c11L);
            c11R = TSimd.MultiplyAdd(x, right, c11R);
            left = TSimd.Load(b + stride);
            right = TSimd.Load(b + stride + width);
            x = TSimd.Broadcast(a0[1]);
            c0L = TSimd.MultiplyAdd(x, left, c0L);
            c0R = TSimd.MultiplyAdd(x, right, c0R);
            x = TSimd.Broadcast(a0[row + 1]);
            c1L = TSimd.MultiplyAdd(x, left, c1L);
            c1R = TSimd.MultiplyAdd(x, right, c1R);
            x = TSimd.Broadcast(a0[row2 + 1]);
            c2L = TSimd.MultiplyAdd(x, left, c2L);
            c2R = TSimd.MultiplyAdd(x, right, c2R);
            x = TSimd.Broadcast(a0[row3 + 1]);
            c3L = TSimd.MultiplyAdd(x, left, c3L);
            c3R = TSimd.MultiplyAdd(x, right, c3R);
            x = TSimd.Broadcast(a1[1]);
            c4L = TSimd.MultiplyAdd(x, left, c4L);
            c4R = TSimd.MultiplyAdd(x, right, c4R);
            x = TSimd.Broadcast(a1[row + 1]);
            c5L = TSimd.MultiplyAdd(x, left, c5L);
            c5R = TSimd.MultiplyAdd(x, right, c5R);
            x = TSimd.Broadcast(a1[row2 + 1]);
            c6L = TSimd.MultiplyAdd(x, left, c6L);
            c6R = TSimd.MultiplyAdd(x, right, c6R);
            x = TSimd.Broadcast(a1[row3 + 1]);
            c7L = TSimd.MultiplyAdd(x, left, c7L);
            c7R = TSimd.MultiplyAdd(x, right, c7R);
            x = TSimd.Broadcast(a2[1]);
            c8L = TSimd.MultiplyAdd(x, left, c8L);
            c8R = TSimd.MultiplyAdd(x, right, c8R);
            x = TSimd.Broadcast(a2[row + 1]);
            c9L = TSimd.MultiplyAdd(x, left, c9L);
            c9R = TSimd.MultiplyAdd(x, right, c9R);
            x = TSimd.Broadcast(a2[row2 + 1]);
            c10L = TSimd.MultiplyAdd(x, left, c10L);
            c10R = TSimd.MultiplyAdd(x, right, c10R);
            x = TSimd.Broadcast(a2[row3 + 1]);
            c11L = TSimd.MultiplyAdd(x, left, c11L);
            c11R = TSimd.MultiplyAdd(x, right, c11R);
            a0 += 2;
            a1 += 2;
            a2 += 2;
            b += 2 * stride;
        }

        var c = tile.C;
        TSimd.Store(c0L, c);
        TSimd.Store(c0R, c + width);
        c += tile.CStride;
        TSimd.Store(c1L, c);
        TSimd.Store(c1R, c + width);
        c += tile.CStride;
        TSimd.Store(c2L, c);
        TSimd.Store(c2R, c + width);
        c += tile.CStride;
        TSimd.Store(c3L, c);
        TSimd.Store(c3R, c + width);
        c += tile.CStride;
        TSimd.Store(c4L, c);
        TSimd.Store(c4R, c + width);
        c += tile.CStride;
        TSimd.Store(c5L, c);
        TSimd.Store(c5R, c + width);
        c += tile.CStride;
        TSimd.Store(c6L, c);
        TSimd.Store(c6R, c + width);
        c += tile.CStride;
        TSimd.Store(c7L, c);
        TSimd.Store(c7R, c + width);
        c += tile.CStride;
        TSimd.Store(c8L, c);
        TSimd.Store(c8R, c + width);
        c += tile.CStride;
        TSimd.Store(c9L, c);
        TSimd.Store(c9R, c + width);
        c += tile.CStride;
        TSimd.Store(c10L, c);
        TSimd.Store(c10R, c + width);
        c += tile.CStride;
        TSimd.Store(c11L, c);
        TSimd.Store(c11R, c + width);
    }
}
